# carnet_embed(TARGET FILE NAMESPACE SYMBOL) compiles a text file into a library as
# `extern const std::string_view SYMBOL`. The literal is cut into pieces that every compiler accepts.
function(carnet_embed target file namespace symbol)
  get_filename_component(path ${file} ABSOLUTE)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${path} -DOUTPUT=${source} -DNAMESPACE=${namespace} -DSYMBOL=${symbol}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${path} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake)
  target_sources(${target} PRIVATE ${source})
endfunction()
