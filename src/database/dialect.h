// The few words of SQL that the engines do not share.
#pragma once

#include <string_view>

#include "database/database.h"

namespace vtp::db {

/// Ends a select of rows that two workers must not both take. SQLite has one writer at a time and needs
/// nothing.
constexpr std::string_view for_update_skip_locked(Engine engine) {
  return engine == Engine::postgres ? " for update skip locked" : "";
}

}  // namespace vtp::db
