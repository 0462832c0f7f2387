# The web application: built by Vite, compressed, and linked into the program (src/http/static_assets.h). Made anew
# only when its sources change.
find_package(Python3 REQUIRED COMPONENTS Interpreter)

set(web_source ${CMAKE_SOURCE_DIR}/web)
set(web_output ${CMAKE_BINARY_DIR}/web)
set(embed_script ${CMAKE_SOURCE_DIR}/tools/embed_assets.py)

if(VTP_WEB)
  find_program(NPM npm REQUIRED)
  file(GLOB_RECURSE web_files CONFIGURE_DEPENDS
    ${web_source}/src/* ${web_source}/public/*)
  # The build itself makes this one, from the description of the API.
  list(REMOVE_ITEM web_files ${web_source}/src/api/schema.d.ts)
  # npm writes this file last, so it is as new as what is installed.
  set(web_modules ${web_source}/node_modules/.package-lock.json)

  add_custom_command(
    OUTPUT ${web_modules}
    COMMAND ${NPM} ci --no-fund --no-audit
    COMMAND ${CMAKE_COMMAND} -E touch ${web_modules}
    DEPENDS ${web_source}/package.json ${web_source}/package-lock.json
    WORKING_DIRECTORY ${web_source}
    COMMENT "Installing the packages of the web application")
  add_custom_command(
    OUTPUT ${web_output}/assets.S ${web_output}/assets.cpp
    COMMAND ${CMAKE_COMMAND} -E env VTP_WEB_OUT=${web_output}/dist ${NPM} run build
    COMMAND ${Python3_EXECUTABLE} ${embed_script} ${web_output}/dist ${web_output}
    DEPENDS ${web_files} ${web_modules} ${embed_script}
      ${CMAKE_SOURCE_DIR}/docs/openapi.json
      ${web_source}/index.html ${web_source}/vite.config.ts ${web_source}/tsconfig.json
    WORKING_DIRECTORY ${web_source}
    COMMENT "Building the web application")
else()
  add_custom_command(
    OUTPUT ${web_output}/assets.S ${web_output}/assets.cpp
    COMMAND ${Python3_EXECUTABLE} ${embed_script} "" ${web_output}
    DEPENDS ${embed_script}
    COMMENT "Leaving out the web application"
    VERBATIM)
endif()

add_library(vtp_web_assets STATIC ${web_output}/assets.S ${web_output}/assets.cpp)
target_link_libraries(vtp_web_assets PUBLIC vtp_http)
