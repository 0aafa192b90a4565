#include "storage/kv/table_file.hpp"

#include <rocksdb/sst_file_writer.h>

#include "storage/kv/rocks_failure.hpp"
#include "storage/kv/rocks_rows.hpp"

namespace carnet::storage {
namespace {

rocksdb::Slice slice_of(std::string_view text) { return {text.data(), text.size()}; }

rocksdb::Status write_file(const rocksdb::Options& options, const memtable& rows,
                           const state_position& at, const std::string& path) {
  rocksdb::SstFileWriter file(rocksdb::EnvOptions(), options);
  auto status = file.Open(path);
  if (status.ok()) status = file.Put(slice_of(position_key), encode_position(at));
  for (auto row = rows.rows().begin(); status.ok() && row != rows.rows().end(); ++row) {
    const auto key = slice_of(row->key());
    const row_change change = row->change();
    status = change.is_removal() ? file.Delete(key) : file.Put(key, slice_of(change.value()));
  }
  return status.ok() ? file.Finish() : status;
}

}  // namespace

result<void> ingest(rocksdb::DB& db, const memtable& rows, const state_position& at,
                    const std::filesystem::path& path) {
  const auto options = db.GetOptions();
  options.env->DeleteFile(path.string()).PermitUncheckedError();  // of an attempt that failed
  auto status = write_file(options, rows, at, path.string());
  if (status.ok()) {
    rocksdb::IngestExternalFileOptions taking;
    taking.move_files = true;
    taking.write_global_seqno = false;
    status = db.IngestExternalFile({path.string()}, taking);
  }
  if (status.ok()) return {};
  options.env->DeleteFile(path.string()).PermitUncheckedError();
  // With room again, the next attempt finds the database ready.
  if (status.IsNoSpace()) db.Resume().PermitUncheckedError();
  return std::unexpected(to_failure(status, "write rows of the state to a file"));
}

}  // namespace carnet::storage
