// Who may do what with a recording: the table of api.md section 2.5, without a database.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

#include "base/enum_names.h"
#include "courses/course.h"

namespace vtp::recordings {

/// `remove` is the right that the API calls "delete".
enum class Right : std::uint8_t { view, download, edit, analytics, control, share, remove };

/// A set of rights.
class Rights {
 public:
  constexpr Rights() = default;
  constexpr Rights(std::initializer_list<Right> rights) {
    for (auto right : rights) bits_ |= bit(right);
  }

  [[nodiscard]] constexpr bool has(Right right) const { return (bits_ & bit(right)) != 0; }
  [[nodiscard]] constexpr bool is_empty() const { return bits_ == 0; }
  constexpr Rights& operator|=(Rights other) {
    bits_ |= other.bits_;
    return *this;
  }
  [[nodiscard]] std::vector<Right> list() const;
  bool operator==(const Rights&) const = default;

 private:
  static constexpr std::uint32_t bit(Right right) { return 1U << std::to_underlying(right); }
  std::uint32_t bits_ = 0;
};

/// How far a share reaches; each level holds what the ones before it hold.
enum class ShareLevel : std::uint8_t { view, download, share, remove };

/// One way in which a user has to do with a recording through a course.
struct CourseTie {
  courses::CourseRole role = courses::CourseRole::viewer;
  bool is_draft = false;
  bool is_published = false;
  bool allow_download = false;
};

/// Of the owner and of account admins.
Rights all_rights();
Rights rights_through(const CourseTie& tie);
Rights rights_through(ShareLevel level);

}  // namespace vtp::recordings

template <>
struct vtp::EnumNames<vtp::recordings::Right> {
  static constexpr std::array<std::string_view, 7> names{"view",    "download", "edit",  "analytics",
                                                         "control", "share",    "delete"};
};
template <>
struct vtp::EnumNames<vtp::recordings::ShareLevel> {
  static constexpr std::array<std::string_view, 4> names{"view", "download", "share", "delete"};
};
