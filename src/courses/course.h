// What a course is: a class of one semester with an owner, a status and rules for who may join.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/identity.h"
#include "base/time.h"

namespace vtp::courses {

using vtp::CourseId;
using ClassSessionId = Id<struct ClassSessionTag>;

enum class CourseStatus : std::uint8_t { draft, active, archived, completed };
enum class EnrollmentPolicy : std::uint8_t { open, key, closed };
enum class EnrollmentStatus : std::uint8_t { active, completed, dropped, suspended };

/// Ascending: a higher role holds everything that a lower one holds. The number is `role_rank` in the
/// database.
enum class CourseRole : std::uint8_t { viewer, student, ta, instructor, admin };

/// A stored course with what is counted about it.
struct Course {
  CourseId id;
  std::string code;
  std::string name;
  std::optional<std::string> description;
  UserId instructor_id;  // the owner
  std::string instructor_name;
  std::optional<std::string> department;
  std::string semester;
  int year = 0;
  CourseStatus status = CourseStatus::draft;
  int max_students = 0;  // 0: no limit
  EnrollmentPolicy enrollment_policy = EnrollmentPolicy::open;
  int enrolled_count = 0;  // active and completed enrolments
  Timestamp created_at;
  Timestamp updated_at;
};

}  // namespace vtp::courses

template <>
struct vtp::EnumNames<vtp::courses::CourseStatus> {
  static constexpr std::array<std::string_view, 4> names{"draft", "active", "archived", "completed"};
};
template <>
struct vtp::EnumNames<vtp::courses::EnrollmentPolicy> {
  static constexpr std::array<std::string_view, 3> names{"open", "key", "closed"};
};
template <>
struct vtp::EnumNames<vtp::courses::EnrollmentStatus> {
  static constexpr std::array<std::string_view, 4> names{"active", "completed", "dropped", "suspended"};
};
template <>
struct vtp::EnumNames<vtp::courses::CourseRole> {
  static constexpr std::array<std::string_view, 5> names{"viewer", "student", "ta", "instructor", "admin"};
};
