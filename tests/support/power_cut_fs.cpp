// The adapter between RocksDB's file objects and the disk model.
#include "tests/support/power_cut_fs.hpp"

#include <rocksdb/system_clock.h>

#include <algorithm>
#include <cstring>

namespace carnet::test {
namespace {

using status = power_cut_fs::status;
using io_options = power_cut_fs::io_options;
using debug = power_cut_fs::debug;

status to_status(disk_answer answer, const std::string& doing) {
  switch (answer) {
    case disk_answer::done:
      return status::OK();
    case disk_answer::off:
      return status::IOError(doing, "the power is off");
    case disk_answer::full:
      return status::NoSpace("While " + doing, "no space left");
    case disk_answer::failed:
      return status::IOError(doing, "input/output error");
    case disk_answer::missing:
      return status::PathNotFound(doing, "no such file");
  }
  return status::IOError(doing);
}

class sequential_file final : public rocksdb::FSSequentialFile {
 public:
  sequential_file(power_cut_disk& disk, std::shared_ptr<disk_file> file)
      : disk_(disk), file_(std::move(file)) {}

  status Read(std::size_t size, const io_options&, rocksdb::Slice* result, char* scratch,
              debug*) override {
    std::string bytes;
    const auto answer = disk_.read(*file_, at_, size, bytes);
    std::memcpy(scratch, bytes.data(), bytes.size());
    *result = rocksdb::Slice(scratch, bytes.size());
    at_ += bytes.size();
    return to_status(answer, "read");
  }
  status Skip(std::uint64_t size) override {
    at_ += size;
    return status::OK();
  }

 private:
  power_cut_disk& disk_;
  std::shared_ptr<disk_file> file_;
  std::uint64_t at_ = 0;
};

class random_access_file final : public rocksdb::FSRandomAccessFile {
 public:
  random_access_file(power_cut_disk& disk, std::shared_ptr<disk_file> file)
      : disk_(disk), file_(std::move(file)) {}

  status Read(std::uint64_t offset, std::size_t size, const io_options&, rocksdb::Slice* result,
              char* scratch, debug*) const override {
    std::string bytes;
    const auto answer = disk_.read(*file_, offset, size, bytes);
    std::memcpy(scratch, bytes.data(), bytes.size());
    *result = rocksdb::Slice(scratch, bytes.size());
    return to_status(answer, "read");
  }

 private:
  power_cut_disk& disk_;
  std::shared_ptr<disk_file> file_;
};

class writable_file final : public rocksdb::FSWritableFile {
 public:
  writable_file(power_cut_disk& disk, std::shared_ptr<disk_file> file)
      : disk_(disk), file_(std::move(file)) {}

  using FSWritableFile::Append;
  status Append(const rocksdb::Slice& bytes, const io_options&, debug*) override {
    size_ += bytes.size();
    return to_status(disk_.append(*file_, bytes.ToStringView()), "appending to file");
  }
  status Truncate(std::uint64_t size, const io_options&, debug*) override {
    size_ = size;
    return to_status(disk_.truncate(*file_, size), "truncate");
  }
  status Close(const io_options&, debug*) override { return status::OK(); }
  status Flush(const io_options&, debug*) override { return status::OK(); }
  status Sync(const io_options&, debug*) override { return to_status(disk_.sync(*file_), "sync"); }
  bool IsSyncThreadSafe() const override { return true; }
  std::uint64_t GetFileSize(const io_options&, debug*) override { return size_; }

 private:
  power_cut_disk& disk_;
  std::shared_ptr<disk_file> file_;
  std::uint64_t size_ = 0;
};

class directory final : public rocksdb::FSDirectory {
 public:
  directory(power_cut_disk& disk, std::string name) : disk_(disk), name_(std::move(name)) {}

  status Fsync(const io_options&, debug*) override {
    return to_status(disk_.sync_directory(name_), "sync directory");
  }
  status Close(const io_options&, debug*) override { return status::OK(); }

 private:
  power_cut_disk& disk_;
  const std::string name_;
};

class held_lock final : public rocksdb::FileLock {};

class silent_logger final : public rocksdb::Logger {
 public:
  using Logger::Logv;
  void Logv(const char*, va_list) override {}
  std::size_t GetLogFileSize() const override { return 0; }
};

// After an error RocksDB pauses for a second before it closes; thousands of cuts can not wait for
// that.
class impatient_clock final : public rocksdb::SystemClockWrapper {
 public:
  impatient_clock() : SystemClockWrapper(rocksdb::SystemClock::Default()) {}
  const char* Name() const override { return "impatient_clock"; }
  void SleepForMicroseconds(int micros) override {
    SystemClockWrapper::SleepForMicroseconds(std::min(micros, 1000));
  }
};

class power_cut_environment final : public rocksdb::EnvWrapper {
 public:
  explicit power_cut_environment(const std::shared_ptr<power_cut_fs>& files)
      : EnvWrapper(rocksdb::NewCompositeEnv(files)) {
    file_system_ = files;
    system_clock_ = std::make_shared<impatient_clock>();
  }
};

// RocksDB writes some names with a doubled slash.
std::string plain(std::string name) {
  for (auto at = name.find("//"); at != std::string::npos; at = name.find("//")) name.erase(at, 1);
  if (name.size() > 1 && name.ends_with('/')) name.pop_back();
  return name;
}

}  // namespace

status power_cut_fs::NewSequentialFile(const std::string& name, const file_options&,
                                       std::unique_ptr<rocksdb::FSSequentialFile>* file, debug*) {
  std::shared_ptr<disk_file> found;
  const auto answer = disk_.open(plain(name), found);
  if (found) *file = std::make_unique<sequential_file>(disk_, std::move(found));
  return to_status(answer, name);
}

status power_cut_fs::NewRandomAccessFile(const std::string& name, const file_options&,
                                         std::unique_ptr<rocksdb::FSRandomAccessFile>* file,
                                         debug*) {
  std::shared_ptr<disk_file> found;
  const auto answer = disk_.open(plain(name), found);
  if (found) *file = std::make_unique<random_access_file>(disk_, std::move(found));
  return to_status(answer, name);
}

status power_cut_fs::NewWritableFile(const std::string& name, const file_options&,
                                     std::unique_ptr<rocksdb::FSWritableFile>* file, debug*) {
  std::shared_ptr<disk_file> created;
  const auto answer = disk_.create(plain(name), created);
  *file = std::make_unique<writable_file>(disk_, std::move(created));
  return to_status(answer, name);
}

status power_cut_fs::ReopenWritableFile(const std::string& name, const file_options&,
                                        std::unique_ptr<rocksdb::FSWritableFile>* file, debug*) {
  std::shared_ptr<disk_file> found;
  const auto answer = disk_.open(plain(name), found);
  if (found) *file = std::make_unique<writable_file>(disk_, std::move(found));
  return to_status(answer, name);
}

status power_cut_fs::NewDirectory(const std::string& name, const io_options&,
                                  std::unique_ptr<rocksdb::FSDirectory>* opened, debug*) {
  *opened = std::make_unique<directory>(disk_, plain(name));
  return status::OK();
}

status power_cut_fs::FileExists(const std::string& name, const io_options&, debug*) {
  std::uint64_t size = 0;
  const auto answer = disk_.size(plain(name), size);
  return answer == disk_answer::missing ? status::NotFound(name) : to_status(answer, name);
}

status power_cut_fs::GetChildren(const std::string& directory_name, const io_options&,
                                 std::vector<std::string>* names, debug*) {
  *names = disk_.names_in(plain(directory_name));
  return status::OK();
}

status power_cut_fs::DeleteFile(const std::string& name, const io_options&, debug*) {
  return to_status(disk_.remove(plain(name)), name);
}

status power_cut_fs::Truncate(const std::string& name, std::size_t size, const io_options&,
                              debug*) {
  std::shared_ptr<disk_file> found;
  const auto answer = disk_.open(plain(name), found);
  return to_status(found ? disk_.truncate(*found, size) : answer, name);
}

status power_cut_fs::GetFileSize(const std::string& name, const io_options&, std::uint64_t* size,
                                 debug*) {
  return to_status(disk_.size(plain(name), *size), name);
}

status power_cut_fs::RenameFile(const std::string& from, const std::string& to, const io_options&,
                                debug*) {
  return to_status(disk_.rename(plain(from), plain(to)), from);
}

status power_cut_fs::LinkFile(const std::string& from, const std::string& to, const io_options&,
                              debug*) {
  return to_status(disk_.link(plain(from), plain(to)), from);
}

status power_cut_fs::GetFreeSpace(const std::string&, const io_options&, std::uint64_t* bytes,
                                  debug*) {
  *bytes = std::uint64_t{1} << 40;
  return status::OK();
}

status power_cut_fs::LockFile(const std::string&, const io_options&, rocksdb::FileLock** lock,
                              debug*) {
  *lock = new held_lock;
  return status::OK();
}

status power_cut_fs::UnlockFile(rocksdb::FileLock* lock, const io_options&, debug*) {
  delete lock;
  return status::OK();
}

status power_cut_fs::NewLogger(const std::string&, const io_options&,
                               std::shared_ptr<rocksdb::Logger>* logger, debug*) {
  *logger = std::make_shared<silent_logger>();
  return status::OK();
}

std::unique_ptr<rocksdb::Env> power_cut_env(power_cut_disk& disk) {
  return std::make_unique<power_cut_environment>(std::make_shared<power_cut_fs>(disk));
}

}  // namespace carnet::test
