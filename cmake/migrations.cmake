# Compiles src/database/migrations/*.sql into the program, each with its SHA-256 (src/database/migration_files.h).
file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/database/migrations/*.sql)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${migrations})

set(rows "")
foreach(file IN LISTS migrations)
  get_filename_component(name ${file} NAME_WE)
  string(REGEX MATCH "^[0-9][0-9][0-9][0-9]" version ${name})
  string(REGEX REPLACE "^0+" "" version ${version})
  file(READ ${file} sql)
  file(SHA256 ${file} checksum)
  string(APPEND rows "    {${version}, \"${name}\", \"${checksum}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/migration_files.cpp @ONLY CONTENT [[
#include "database/migration_files.h"

#include <array>

namespace vtp::db {

std::span<const Migration> migration_files() {
  static constexpr std::array files = std::to_array<Migration>({
@rows@  });
  return files;
}

}  // namespace vtp::db
]])
target_sources(vtp_database PRIVATE ${CMAKE_BINARY_DIR}/generated/migration_files.cpp)
