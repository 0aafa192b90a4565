// print_ledger FILE.bfbs: every name and number of a binary FlatBuffers schema, one sorted line
// each. What conform does not see (a last field or enum value removed, a field renamed) is a
// changed line here.
#include <flatbuffers/reflection_generated.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace {

// The type of a field: base type, what its elements are, and the enum or table it names.
std::string type_of(const reflection::Schema& schema, const reflection::Type& type) {
  const auto named = [&](reflection::BaseType kind) -> std::string {
    if (type.index() < 0) return reflection::EnumNameBaseType(kind);
    const auto index = static_cast<flatbuffers::uoffset_t>(type.index());
    if (kind == reflection::Obj) return schema.objects()->Get(index)->name()->str();
    return schema.enums()->Get(index)->name()->str();
  };
  if (type.base_type() == reflection::Vector) return "[" + named(type.element()) + "]";
  return named(type.base_type());
}

std::vector<std::string> ledger_of(const reflection::Schema& schema) {
  std::vector<std::string> lines;
  for (const auto* table : *schema.objects()) {
    lines.push_back("table " + table->name()->str());
    for (const auto* field : *table->fields()) {
      lines.push_back("field " + table->name()->str() + "." + field->name()->str() + " id " +
                      std::to_string(field->id()) + " " + type_of(schema, *field->type()) +
                      " default " + std::to_string(field->default_integer()) +
                      (field->required() ? " required" : "") +
                      (field->deprecated() ? " deprecated" : ""));
    }
  }
  for (const auto* kind : *schema.enums()) {
    for (const auto* value : *kind->values()) {
      lines.push_back("value " + kind->name()->str() + "." + value->name()->str() + " = " +
                      std::to_string(value->value()));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

int main(int argc, char** argv) {
  std::ifstream file(argc == 2 ? argv[1] : "", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  flatbuffers::Verifier verifier(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  if (!reflection::VerifySchemaBuffer(verifier)) {
    std::cerr << "print_ledger: no binary schema\n";
    return 65;
  }
  for (const std::string& line : ledger_of(*reflection::GetSchema(bytes.data()))) {
    std::cout << line << '\n';
  }
  return 0;
}
