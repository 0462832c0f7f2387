// Questions to the class and their answers.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "classroom/room_types.h"

namespace vtp::classroom {

using PollId = Id<struct PollTag>;

enum class PollKind : std::uint8_t { single, multiple, quiz };
enum class PollState : std::uint8_t { open, closed };
/// When the class sees the counts; hosts and co-hosts always do.
enum class ShowResults : std::uint8_t { live, closed, never };

/// A row of `polls` with its votes. One person has one vote, on however many devices.
struct Poll {
  PollId id;
  RoomId room;
  UserId created_by;
  std::string question;
  PollKind kind = PollKind::single;
  std::vector<std::string> options;
  std::vector<int> correct;  // of a quiz: indexes of the right options
  bool anonymous = false;
  ShowResults show_results = ShowResults::closed;
  PollState state = PollState::open;
  Timestamp created_at;
  std::optional<Timestamp> closes_at;
  std::optional<Timestamp> closed_at;
  std::map<UserId, std::vector<int>> votes;  // indexes, ascending

  [[nodiscard]] std::vector<int> counts() const;
};

struct PollOption {
  std::string text;
  std::optional<int> votes;
};

/// The poll object, as one viewer sees it.
struct PollAnswer {
  PollId poll_id;
  std::string question;
  PollKind kind = PollKind::single;
  std::vector<PollOption> options;
  PollState state = PollState::open;
  bool anonymous = false;
  ShowResults show_results = ShowResults::closed;
  std::optional<std::vector<int>> counts;
  std::optional<int> voters;
  std::optional<std::vector<int>> correct;
  std::optional<std::vector<int>> my_choices;
  Timestamp created_at;
  std::optional<Timestamp> closes_at;
  std::optional<Timestamp> closed_at;
};

/// Who looks at a poll; nobody in particular sees no own choices.
struct PollViewer {
  std::optional<UserId> user;
  bool is_staff = false;
};
PollAnswer describe(const Poll& poll, const PollViewer& viewer);

}  // namespace vtp::classroom

template <>
struct vtp::EnumNames<vtp::classroom::PollKind> {
  static constexpr std::array<std::string_view, 3> names{"single", "multiple", "quiz"};
};
template <>
struct vtp::EnumNames<vtp::classroom::PollState> {
  static constexpr std::array<std::string_view, 2> names{"open", "closed"};
};
template <>
struct vtp::EnumNames<vtp::classroom::ShowResults> {
  static constexpr std::array<std::string_view, 3> names{"live", "closed", "never"};
};
template <>
struct vtp::json::Shape<vtp::classroom::PollOption> {
  using T = vtp::classroom::PollOption;
  static constexpr std::string_view name = "PollOption";
  static constexpr std::array fields{field<&T::text>("text"), field<&T::votes>("votes")};
};
template <>
struct vtp::json::Shape<vtp::classroom::PollAnswer> {
  using T = vtp::classroom::PollAnswer;
  static constexpr std::string_view name = "Poll";
  static constexpr std::array fields{
      field<&T::poll_id>("poll_id"),
      field<&T::question>("question"),
      field<&T::kind>("kind"),
      field<&T::options>("options"),
      field<&T::state>("state"),
      field<&T::anonymous>("anonymous"),
      field<&T::show_results>("show_results"),
      field<&T::counts>("counts"),
      field<&T::voters>("voters"),
      field<&T::correct>("correct"),
      field<&T::my_choices>("my_choices"),
      field<&T::created_at>("created_at"),
      field<&T::closes_at>("closes_at"),
      field<&T::closed_at>("closed_at"),
  };
};
