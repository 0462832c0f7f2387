// How people name a room: by its UUID, or by a code that can be spoken (api.md section 3.2 and ruling 16).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/identity.h"

namespace vtp::classroom {

/// Ten random letters that are not mistaken for one another, without dashes: as codes are stored.
std::string new_join_code();

/// The stored form of a code that somebody typed, with any case and dashes; nullopt if it cannot be one: 4 to
/// 20 letters a to z without i, l and o.
std::optional<std::string> normal_join_code(std::string_view text);

/// As people see it: ten letters as "abc-defg-hij", others as they are.
std::string shown_join_code(std::string_view stored);

/// What came as `room_id`.
struct RoomReference {
  std::optional<RoomId> id;
  std::string code;  // the stored form, if there is no id

  /// nullopt: neither a UUID nor a possible code, so it names no room.
  static std::optional<RoomReference> parse(std::string_view text);
};

}  // namespace vtp::classroom
