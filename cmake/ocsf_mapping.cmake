# Turns schemas/ocsf/mapping.json into a C++ table in the order of the union of events, and fails when
# an event has no mapping, a mapping no event, or a mapping no known class.
cmake_minimum_required(VERSION 3.25)
file(READ "${MAPPING}" mapping)
file(READ "${SCHEMA}" schema)
string(REGEX MATCH "union EventBody {([^}]*)}" found "${schema}")
string(REGEX REPLACE "= *[0-9]+" "" members "${CMAKE_MATCH_1}")
string(REGEX MATCHALL "[A-Za-z0-9]+" union "${members}")

function(member out json)
  string(JSON value ERROR_VARIABLE missing GET "${json}" ${ARGN})
  if(missing)
    set(value "")
  endif()
  set(${out} "${value}" PARENT_SCOPE)
endfunction()

string(JSON class_count LENGTH "${mapping}" classes)
math(EXPR last_class "${class_count} - 1")
foreach(n RANGE ${last_class})
  string(JSON uid GET "${mapping}" classes ${n} uid)
  string(JSON class_name_${uid} GET "${mapping}" classes ${n} name)
  string(JSON category_${uid} GET "${mapping}" classes ${n} category)
  string(JSON category_name_${uid} GET "${mapping}" classes ${n} categoryName)
endforeach()

string(JSON count LENGTH "${mapping}" events)
math(EXPR last "${count} - 1")
foreach(n RANGE ${last})
  string(JSON one GET "${mapping}" events ${n})
  string(JSON event GET "${one}" event)
  if(DEFINED row_${event})
    message(FATAL_ERROR "${MAPPING}: ${event} is mapped twice")
  endif()
  if(NOT event IN_LIST union)
    message(FATAL_ERROR "${MAPPING}: ${event} is no event of ${SCHEMA}")
  endif()
  string(JSON class GET "${one}" class)
  if(NOT DEFINED class_name_${class})
    message(FATAL_ERROR "${MAPPING}: ${event} has the class ${class}, which is not in the list of classes")
  endif()
  foreach(name code stream activity activityName subject severity message)
    string(JSON ${name} GET "${one}" ${name})
  endforeach()
  member(operation "${one}" operation)
  member(since "${one}" since)
  set(before 0)
  set(beforeName "")
  set(since_version "v1_1_0")
  if(since)
    string(JSON before GET "${one}" before)
    string(JSON beforeName GET "${one}" beforeName)
    string(REPLACE "." "_" since_version "v${since}")
  endif()
  set(row_${event} "    {\"${event}\", \"${code}\", ocsf_stream::${stream}, ${class}, \"${class_name_${class}}\", ${category_${class}},
     \"${category_name_${class}}\", ${activity}, \"${activityName}\", ocsf_version::${since_version}, ${before}, \"${beforeName}\",
     \"${operation}\", \"${subject}\", ${severity}, \"${message}\"},\n")
endforeach()

set(rows "")
foreach(event IN LISTS union)
  if(NOT DEFINED row_${event})
    message(FATAL_ERROR "${event} of ${SCHEMA} has no OCSF class in ${MAPPING}")
  endif()
  string(APPEND rows "${row_${event}}")
endforeach()
list(LENGTH union events)
file(WRITE "${OUTPUT}" "#pragma once
#include \"schemas/ocsf/mapping.hpp\"
namespace carnet::schemas {
inline constexpr ocsf_mapping ocsf_table[${events}] = {
${rows}};
}
")
