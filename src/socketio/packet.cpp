#include "socketio/packet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "json/scan.h"
#include "json/writer.h"
#include "socketio/engine_packet.h"

namespace vtp::socketio {
namespace {

/// Events that libraries make themselves: a peer that sends them would be taken for the library.
constexpr std::array<std::string_view, 6> reserved_events{"connect",       "connect_error", "disconnect",
                                                          "disconnecting", "newListener",   "removeListener"};

/// Ids are counted in doubles by JavaScript: beyond this they are not exact, and not from a counter.
constexpr std::size_t max_id_digits = 15;

bool is_binary(PacketType type) {
  return type == PacketType::binary_event || type == PacketType::binary_ack;
}
bool is_event(PacketType type) {
  return type == PacketType::event || type == PacketType::binary_event;
}
bool is_ack(PacketType type) {
  return type == PacketType::ack || type == PacketType::binary_ack;
}

/// The number at the front of `text`, which it takes; nullopt if there is none or it is too long.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > max_id_digits) return std::nullopt;
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + digits, number);
  text.remove_prefix(digits);
  return number;
}

std::string_view take_namespace(std::string_view& text) {
  if (!text.starts_with('/')) return "/";
  const auto end = text.find(',');
  const auto space = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return space;
}

bool starts_object(std::string_view value) {
  return value.starts_with('{');
}

/// Do all placeholders in a value stand for one of `count` attachments? The value is valid JSON.
bool has_good_placeholders(std::string_view value, std::size_t count) {
  const auto is_good = [&](std::string_view inner) { return has_good_placeholders(inner, count); };
  if (value.starts_with('[')) return std::ranges::all_of(*json::array_elements(value), is_good);
  if (!starts_object(value)) return true;
  const auto members = *json::object_members(value);
  const auto find = [&](std::string_view name) {
    return std::ranges::find(members, name,
                             [](const auto& member) { return std::string_view(member.first); });
  };
  const auto mark = find("_placeholder");
  if (mark == members.end() || mark->second != "true")
    return std::ranges::all_of(members, [&](const auto& member) { return is_good(member.second); });
  const auto number = find("num");
  if (number == members.end()) return false;
  auto digits = number->second;
  const auto index = take_number(digits);
  return index && digits.empty() && *index < count;
}

/// Reads the name of an event, the first element of its payload.
bool take_event_name(Packet& packet, std::vector<std::string_view>& elements) {
  if (elements.empty()) return false;
  const auto name = elements.front();
  elements.erase(elements.begin());
  const bool is_text = name.starts_with('"');
  const bool is_number = name.find_first_of("-0123456789") == 0;
  packet.event = is_text ? json::unquote(name) : std::string(name);
  return is_number || (is_text && std::ranges::find(reserved_events, packet.event) == reserved_events.end());
}

bool read_arguments(Packet& packet, std::string_view payload) {
  auto elements = json::array_elements(payload);
  if (!elements || (is_event(packet.type) && !take_event_name(packet, *elements))) return false;
  if (packet.attachment_count > 0 && !std::ranges::all_of(*elements, [&](std::string_view value) {
        return has_good_placeholders(value, packet.attachment_count);
      }))
    return false;
  packet.arguments.values.assign(elements->begin(), elements->end());
  return true;
}

/// Everything up to the payload.
std::string head_text(PacketType type, std::size_t attachments, std::string_view space,
                      std::optional<std::uint64_t> id) {
  std::string text{std::to_underlying(EnginePacketType::message), std::to_underlying(type)};
  if (is_binary(type)) fmt::format_to(std::back_inserter(text), "{}-", attachments);
  if (space != "/") text.append(space) += ',';
  if (id) fmt::format_to(std::back_inserter(text), "{}", *id);
  return text;
}

void append_values(std::string& text, const Arguments& arguments, bool is_first) {
  for (const auto& value : arguments.values) {
    if (!std::exchange(is_first, false)) text += ',';
    text += value;
  }
}

}  // namespace

Arguments& Arguments::json(std::string value) {
  values.push_back(std::move(value));
  return *this;
}

Arguments& Arguments::text(std::string_view value) {
  json::append_quoted(values.emplace_back(), value);
  return *this;
}

Arguments& Arguments::binary(std::string bytes) {
  values.push_back(fmt::format(R"({{"_placeholder":true,"num":{}}})", attachments.size()));
  attachments.push_back(std::move(bytes));
  return *this;
}

std::optional<Packet> parse_socket_packet(std::string_view text, std::size_t max_attachments) {
  if (text.empty() || text.front() < std::to_underlying(PacketType::connect) ||
      text.front() > std::to_underlying(PacketType::binary_ack))
    return std::nullopt;
  Packet packet{.type = static_cast<PacketType>(text.front())};
  text.remove_prefix(1);
  if (is_binary(packet.type)) {
    const auto count = take_number(text);
    if (!count || *count > max_attachments || !text.starts_with('-')) return std::nullopt;
    packet.attachment_count = *count;
    text.remove_prefix(1);
  }
  packet.space = take_namespace(text);
  if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    packet.id = take_number(text);
    if (!packet.id) return std::nullopt;
  }
  bool is_valid = false;
  if (is_event(packet.type) || (is_ack(packet.type) && packet.id)) {
    is_valid = read_arguments(packet, text);
  } else if (packet.type == PacketType::connect) {
    is_valid = !packet.id && (text.empty() || (starts_object(text) && json::is_json(text)));
    packet.payload = text;
  } else if (packet.type == PacketType::disconnect) {
    is_valid = !packet.id && text.empty();
  }
  return is_valid ? std::optional(std::move(packet)) : std::nullopt;
}

std::string connect_text(std::string_view space, std::string_view payload) {
  return head_text(PacketType::connect, 0, space, {}).append(payload);
}

std::string connect_error_text(std::string_view space, std::string_view payload) {
  return head_text(PacketType::connect_error, 0, space, {}).append(payload);
}

std::string disconnect_text(std::string_view space) {
  return head_text(PacketType::disconnect, 0, space, {});
}

std::string event_text(std::string_view space, std::string_view event, const Arguments& arguments,
                       std::optional<std::uint64_t> id, std::string_view offset) {
  const auto count = arguments.attachments.size();
  auto text = head_text(count == 0 ? PacketType::event : PacketType::binary_event, count, space, id);
  text += '[';
  json::append_quoted(text, event);
  append_values(text, arguments, false);
  if (!offset.empty()) {
    text += ',';
    json::append_quoted(text, offset);
  }
  text += ']';
  return text;
}

std::string ack_text(std::string_view space, std::uint64_t id, const Arguments& arguments) {
  const auto count = arguments.attachments.size();
  auto text = head_text(count == 0 ? PacketType::ack : PacketType::binary_ack, count, space, id);
  text += '[';
  append_values(text, arguments, true);
  text += ']';
  return text;
}

}  // namespace vtp::socketio
