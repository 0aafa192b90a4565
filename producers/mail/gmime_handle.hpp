// Owners for what GMime and GLib hand out. Included by sources of this folder only.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>

namespace carnet::mime {

struct object_release {
  void operator()(void* object) const { g_object_unref(object); }
};
struct glib_release {
  void operator()(void* memory) const { g_free(memory); }
};

template <class T>
using object_handle = std::unique_ptr<T, object_release>;
using glib_string = std::unique_ptr<char, glib_release>;

/// Copies a C string that GMime owns; null gives "".
inline std::string copied(const char* text) { return text == nullptr ? std::string() : text; }

}  // namespace carnet::mime
