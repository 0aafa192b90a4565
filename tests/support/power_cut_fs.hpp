// RocksDB's file system on a power_cut_disk: nothing it is asked for touches the real disk.
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <memory>
#include <string>

#include "tests/support/power_cut_disk.hpp"

namespace carnet::test {

class power_cut_fs final : public rocksdb::FileSystemWrapper {
 public:
  using status = rocksdb::IOStatus;
  using io_options = rocksdb::IOOptions;
  using file_options = rocksdb::FileOptions;
  using debug = rocksdb::IODebugContext;

  explicit power_cut_fs(power_cut_disk& disk)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), disk_(disk) {}

  const char* Name() const override { return "power_cut_fs"; }

  status NewSequentialFile(const std::string& name, const file_options&,
                           std::unique_ptr<rocksdb::FSSequentialFile>* file, debug*) override;
  status NewRandomAccessFile(const std::string& name, const file_options&,
                             std::unique_ptr<rocksdb::FSRandomAccessFile>* file, debug*) override;
  status NewWritableFile(const std::string& name, const file_options&,
                         std::unique_ptr<rocksdb::FSWritableFile>* file, debug*) override;
  status ReopenWritableFile(const std::string& name, const file_options&,
                            std::unique_ptr<rocksdb::FSWritableFile>* file, debug*) override;
  status NewDirectory(const std::string& name, const io_options&,
                      std::unique_ptr<rocksdb::FSDirectory>* directory, debug*) override;
  status FileExists(const std::string& name, const io_options&, debug*) override;
  status GetChildren(const std::string& directory, const io_options&,
                     std::vector<std::string>* names, debug*) override;
  status DeleteFile(const std::string& name, const io_options&, debug*) override;
  status Truncate(const std::string& name, std::size_t size, const io_options&, debug*) override;
  status GetFileSize(const std::string& name, const io_options&, std::uint64_t* size,
                     debug*) override;
  status RenameFile(const std::string& from, const std::string& to, const io_options&,
                    debug*) override;
  status LinkFile(const std::string& from, const std::string& to, const io_options&,
                  debug*) override;
  status GetFreeSpace(const std::string&, const io_options&, std::uint64_t* bytes, debug*) override;

  // Directories exist once something lies in them; their own creation is not put to the test.
  status CreateDir(const std::string&, const io_options&, debug*) override { return status::OK(); }
  status CreateDirIfMissing(const std::string&, const io_options&, debug*) override {
    return status::OK();
  }
  status DeleteDir(const std::string&, const io_options&, debug*) override { return status::OK(); }
  status IsDirectory(const std::string&, const io_options&, bool* answer, debug*) override {
    *answer = true;
    return status::OK();
  }
  status GetFileModificationTime(const std::string&, const io_options&, std::uint64_t* time,
                                 debug*) override {
    *time = 0;
    return status::OK();
  }
  status LockFile(const std::string&, const io_options&, rocksdb::FileLock** lock, debug*) override;
  status UnlockFile(rocksdb::FileLock* lock, const io_options&, debug*) override;
  status NewLogger(const std::string&, const io_options&, std::shared_ptr<rocksdb::Logger>* logger,
                   debug*) override;

 private:
  power_cut_disk& disk_;
};

// An Env over the disk; the disk must outlive it and everything opened with it.
std::unique_ptr<rocksdb::Env> power_cut_env(power_cut_disk& disk);

}  // namespace carnet::test
