# One interface target carries every compile flag; a library of the project is made by carnet_library(),
# so that a flag is set in one place and third-party headers are always SYSTEM.

add_library(carnet_flags INTERFACE)
target_compile_options(carnet_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror=switch -Werror=return-type
  -fno-omit-frame-pointer)
target_include_directories(carnet_flags INTERFACE ${CMAKE_SOURCE_DIR})

option(CARNET_WERROR "Treat warnings as errors" OFF)
if(CARNET_WERROR)
  target_compile_options(carnet_flags INTERFACE -Werror)
endif()

if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_link_options(-fuse-ld=lld)
  target_compile_options(carnet_flags INTERFACE -Wno-missing-field-initializers)
else()
  # gcc 12 reports these inside the standard library and Boost headers that it inlines.
  target_compile_options(carnet_flags INTERFACE
    -Wno-missing-field-initializers -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-restrict -Wno-tsan)
endif()

if(CARNET_SANITIZE)
  add_compile_options(-fsanitize=${CARNET_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${CARNET_SANITIZE})
endif()
if(CARNET_SANITIZE MATCHES thread)
  add_link_options(-Wl,--version-script=${CMAKE_SOURCE_DIR}/cmake/tsan.map)
endif()
if(CARNET_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Programs of a TSan build know which of the system's libraries are built without it.
function(carnet_program name)
  if(CARNET_SANITIZE MATCHES thread)
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests/support/tsan_suppressions.cpp)
  endif()
endfunction()

# carnet_library(NAME DEPENDS...) makes the static library carnet_NAME with the alias carnet::NAME;
# its sources are listed by the folders' own CMakeLists with target_sources.
function(carnet_library name)
  add_library(carnet_${name} STATIC)
  add_library(carnet::${name} ALIAS carnet_${name})
  target_link_libraries(carnet_${name} PUBLIC carnet_flags ${ARGN})
endfunction()
