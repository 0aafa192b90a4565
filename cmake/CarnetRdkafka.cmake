# The target carnet::rdkafka: librdkafka, of a pinned version, linked statically. The complete C source
# lies in an npm package; it is fetched once into a cache outside the build tree, checked against its
# hash, and compiled with the flags (sanitizers too) of this build. No install script of the package runs.

set(CARNET_RDKAFKA_VERSION 2.15.1)
set(rdkafka_package @confluentinc/kafka-javascript@1.10.1)
set(rdkafka_archive confluentinc-kafka-javascript-1.10.1.tgz)
string(CONCAT rdkafka_sha512
  29578f5019f6d44a8254ff667f1cc4b8cdd26091c7105ed7fa2882d9ee374108
  034b211a92c2279821a8a13df0e6af9c340764482acaef58f42027eaa12a992f)

option(CARNET_SYSTEM_RDKAFKA "Use the system's librdkafka instead of the pinned one" OFF)

add_library(carnet_rdkafka INTERFACE)
add_library(carnet::rdkafka ALIAS carnet_rdkafka)

if(CARNET_SYSTEM_RDKAFKA)
  pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka>=2.0.2)
  message(STATUS "librdkafka ${RDKAFKA_VERSION} of the system; ${CARNET_RDKAFKA_VERSION} is what is tested")
  target_link_libraries(carnet_rdkafka INTERFACE PkgConfig::RDKAFKA)
  target_include_directories(carnet_rdkafka SYSTEM INTERFACE ${RDKAFKA_INCLUDEDIR}/librdkafka)
  return()
endif()

if(DEFINED ENV{CARNET_CACHE})
  set(rdkafka_cache $ENV{CARNET_CACHE})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(rdkafka_cache $ENV{XDG_CACHE_HOME}/carnet)
else()
  set(rdkafka_cache $ENV{HOME}/.cache/carnet)
endif()
set(rdkafka_root ${rdkafka_cache}/librdkafka-${CARNET_RDKAFKA_VERSION})

# Fetches, verifies and unpacks into a folder of its own, which then takes its name in one step, so that
# builds that run side by side never see half a source.
function(carnet_fetch_rdkafka)
  string(RANDOM LENGTH 8 suffix)
  set(room ${rdkafka_root}.${suffix})
  file(MAKE_DIRECTORY ${room})
  message(STATUS "fetching librdkafka ${CARNET_RDKAFKA_VERSION}")
  execute_process(COMMAND npm pack --silent --ignore-scripts ${rdkafka_package}
                  WORKING_DIRECTORY ${room} RESULT_VARIABLE failed OUTPUT_QUIET)
  if(failed)
    message(FATAL_ERROR "npm could not fetch ${rdkafka_package}; or configure with -DCARNET_SYSTEM_RDKAFKA=ON")
  endif()
  file(SHA512 ${room}/${rdkafka_archive} found)
  if(NOT found STREQUAL rdkafka_sha512)
    file(REMOVE_RECURSE ${room})
    message(FATAL_ERROR "${rdkafka_package} is not what was pinned: its SHA-512 is ${found}")
  endif()
  file(ARCHIVE_EXTRACT INPUT ${room}/${rdkafka_archive} DESTINATION ${room}
       PATTERNS package/deps/librdkafka/src package/deps/librdkafka/LICENSES.txt)
  file(REMOVE ${room}/${rdkafka_archive})
  file(RENAME ${room}/package/deps/librdkafka ${rdkafka_root} RESULT taken)
  file(REMOVE_RECURSE ${room})
endfunction()

if(NOT EXISTS ${rdkafka_root}/src/rdkafka.h)
  carnet_fetch_rdkafka()
endif()

find_package(ZLIB REQUIRED)
pkg_check_modules(LZ4 REQUIRED IMPORTED_TARGET liblz4)

file(GLOB rdkafka_sources ${rdkafka_root}/src/*.c ${rdkafka_root}/src/nanopb/*.c
     ${rdkafka_root}/src/opentelemetry/*.c)
# Left out: Windows, plug-ins, Kerberos, OAuth, and what the system's libraries do.
list(FILTER rdkafka_sources EXCLUDE REGEX
     "/(rddl|rdkafka_plugin|rdkafka_sasl_win32|rdkafka_sasl_oauthbearer|rdkafka_sasl_cyrus|rdkafka_sasl_oauthbearer_oidc|rdhttp|regexp|lz4|lz4frame|lz4hc|rdwin32.*|wingetopt)\\.c$")
add_library(rdkafka STATIC ${rdkafka_sources})
target_include_directories(rdkafka SYSTEM PUBLIC ${rdkafka_root}/src)
# The sources include "../config.h".
configure_file(${CMAKE_CURRENT_LIST_DIR}/rdkafka_config.h ${CMAKE_BINARY_DIR}/rdkafka/config.h COPYONLY)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/rdkafka/below)
target_include_directories(rdkafka PRIVATE ${CMAKE_BINARY_DIR}/rdkafka/below)
target_compile_definitions(rdkafka PUBLIC LIBRDKAFKA_STATICLIB)
# Hidden: shared libraries of the system have functions of the same names.
target_compile_options(rdkafka PRIVATE -w -fvisibility=hidden -O2)
if(CARNET_SANITIZE)
  # It adds zero to null pointers, which C forbids and no compiler minds.
  target_compile_options(rdkafka PRIVATE -fno-sanitize=undefined)
endif()
target_link_libraries(rdkafka PRIVATE OpenSSL::SSL OpenSSL::Crypto ZLIB::ZLIB PkgConfig::ZSTD PkgConfig::LZ4
                      Threads::Threads ${CMAKE_DL_LIBS} m)
target_link_libraries(carnet_rdkafka INTERFACE rdkafka)
