// The numbered SQL files under migrations/, compiled in by cmake/migrations.cmake.
#pragma once

#include <span>
#include <string_view>

namespace vtp::db {

struct Migration {
  int version;
  std::string_view name;      // "0001_accounts"
  std::string_view checksum;  // SHA-256 of the file, in hexadecimal
  std::string_view sql;       // {bytes} stands for the engine's type of binary columns
};

/// In ascending order of version.
std::span<const Migration> migration_files();

}  // namespace vtp::db
