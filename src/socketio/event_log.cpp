#include "socketio/event_log.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace vtp::socketio {
namespace {

constexpr std::size_t offset_digits = 12;

}  // namespace

std::string offset_text(std::uint64_t offset) {
  return fmt::format("{:0{}x}", offset, offset_digits);
}

std::optional<std::uint64_t> parse_offset(std::string_view text) {
  std::uint64_t offset = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), offset, 16);
  if (error != std::errc{} || end != text.data() + text.size() || text.size() != offset_digits)
    return std::nullopt;
  return offset;
}

void EventLog::add(std::uint64_t offset, MessageRef message) {
  bytes_ += message->size();
  entries_.push_back({offset, std::move(message)});
  while (entries_.size() - first_ > max_events_ || (bytes_ > max_bytes_ && first_ < entries_.size()))
    drop_oldest();
  // Moved up now and then, so that dropping costs nothing on average.
  if (first_ > entries_.size() / 2) {
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
}

void EventLog::drop_oldest() {
  auto& oldest = entries_[first_++];
  bytes_ -= oldest.message->size();
  dropped_through_ = oldest.offset;
  oldest.message.reset();
}

std::optional<std::vector<MessageRef>> EventLog::since(std::optional<std::uint64_t> last_seen) const {
  if (last_seen.value_or(0) < dropped_through_) return std::nullopt;
  std::vector<MessageRef> missed;
  for (auto i = first_; i < entries_.size(); ++i)
    if (!last_seen || entries_[i].offset > *last_seen) missed.push_back(entries_[i].message);
  return missed;
}

}  // namespace vtp::socketio
