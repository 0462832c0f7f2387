#include "rtc/ice/ice_lite_agent.h"

#include <algorithm>
#include <utility>

namespace vtp::rtc {
namespace {

constexpr int bad_request = 400;
constexpr int unauthenticated = 401;
constexpr int unknown_attribute = 420;
constexpr int role_conflict = 487;
constexpr std::size_t most_unknown = 8;  // that an answer lists

bool is_known(StunAttribute attribute) {
  switch (attribute) {
    case StunAttribute::username:
    case StunAttribute::message_integrity:
    case StunAttribute::priority:
    case StunAttribute::use_candidate:
      return true;
    default:
      return !is_comprehension_required(attribute);
  }
}

/// The attributes that the request should not have, two bytes each.
struct UnknownAttributes {
  std::array<std::uint8_t, most_unknown * 2> types{};
  std::size_t size = 0;

  explicit UnknownAttributes(const StunMessage& request) {
    request.for_each([this](StunAttribute attribute, Bytes) {
      if (is_known(attribute) || size == types.size()) return;
      write_u16(types, size, std::to_underlying(attribute));
      size += 2;
    });
  }
};

IceLiteAgent::Result answer_with(IceOutcome outcome, const StunWriter& writer) {
  const auto answer = writer.finish();
  return answer ? IceLiteAgent::Result{.outcome = outcome, .answer_size = answer->size()}
                : IceLiteAgent::Result{.outcome = IceOutcome::no_room, .answer_size = 0};
}

StunWriter begin_answer(const StunMessage& request, StunClass kind, MutableBytes out) {
  return {out, StunMethod::binding, kind, request.transaction()};
}

IceLiteAgent::Result refuse(IceOutcome outcome, int code, std::string_view reason, const StunMessage& request,
                            MutableBytes out, std::string_view password = {}) {
  auto writer = begin_answer(request, StunClass::error, out);
  writer.error(code, reason);
  if (outcome == IceOutcome::unknown_attributes) {
    const UnknownAttributes unknown(request);
    writer.attribute(StunAttribute::unknown_attributes, Bytes(unknown.types).first(unknown.size));
  }
  if (!password.empty()) writer.integrity(password);
  writer.fingerprint();
  return answer_with(outcome, writer);
}

}  // namespace

std::optional<std::string_view> checked_username_fragment(const StunMessage& message) {
  if (message.kind() != StunClass::request || message.method() != StunMethod::binding) return std::nullopt;
  const auto username = message.find_text(StunAttribute::username);
  if (!username || !username->contains(':')) return std::nullopt;
  return username->substr(0, username->find(':'));
}

bool IceLiteAgent::answers_to(std::string_view username_fragment, Instant now) const {
  return credentials_for(username_fragment, now) != nullptr;
}

const IceCredentials* IceLiteAgent::credentials_for(std::string_view fragment, Instant now) const {
  if (fragment == credentials_.username_fragment) return &credentials_;
  const bool is_old = now < old_credentials_end_ && fragment == old_credentials_.username_fragment;
  return is_old ? &old_credentials_ : nullptr;
}

IceLiteAgent::Result IceLiteAgent::handle(Bytes bytes, const Endpoint& from, Instant now, MutableBytes out) {
  const auto message = StunMessage::parse(bytes);
  const bool is_request =
      message && message->method() == StunMethod::binding && message->kind() == StunClass::request;
  if (!is_request || !message->has_acceptable_fingerprint()) return {};

  // RFC 8489 section 9.1.3, in its order.
  const auto fragment = checked_username_fragment(*message);
  if (!fragment || !message->find(StunAttribute::message_integrity))
    return refuse(IceOutcome::malformed, bad_request, "Bad Request", *message, out);
  const auto* const credentials = credentials_for(*fragment, now);
  if (credentials == nullptr || !message->has_integrity(credentials->password))
    return refuse(IceOutcome::unauthenticated, unauthenticated, "Unauthenticated", *message, out);
  if (UnknownAttributes(*message).size > 0)
    return refuse(IceOutcome::unknown_attributes, unknown_attribute, "Unknown Attribute", *message, out,
                  credentials->password);
  // Who only answers is always controlled (RFC 8445 section 6.1.1): the peer must give way.
  if (message->find(StunAttribute::ice_controlled))
    return refuse(IceOutcome::role_conflict, role_conflict, "Role Conflict", *message, out,
                  credentials->password);

  auto writer = begin_answer(*message, StunClass::success, out);
  writer.mapped_address(from);
  writer.integrity(credentials->password);
  writer.fingerprint();
  const auto result = answer_with(IceOutcome::answered, writer);
  if (result.outcome == IceOutcome::answered) on_check(*message, from, credentials == &credentials_, now);
  return result;
}

void IceLiteAgent::note_path(const Endpoint& endpoint, Instant now) {
  const auto known = std::ranges::find(paths(), endpoint, &Path::endpoint);
  if (known != paths().end())
    known->last_check = now;
  else if (path_count_ < most_paths)
    paths_[path_count_++] = {.endpoint = endpoint, .last_check = now};
  else
    least_useful_path() = {.endpoint = endpoint, .last_check = now};
}

IceLiteAgent::Path& IceLiteAgent::least_useful_path() {
  const auto usefulness = [this](const Path& path) {
    return std::pair(path.endpoint == selected_, path.last_check);
  };
  return *std::ranges::min_element(paths(), {}, usefulness);
}

/// Only a check with USE-CANDIDATE chooses; if nominations are numbered, only one that is newer than all
/// before.
bool IceLiteAgent::is_nomination(const StunMessage& check) {
  const auto number = check.find(StunAttribute::nomination);
  if (number && number->size() == 4) {
    const auto value = read_u32(*number, 0);
    if (nomination_ && value <= *nomination_) return false;
    nomination_ = value;
    return true;
  }
  return check.find(StunAttribute::use_candidate).has_value();
}

void IceLiteAgent::on_check(const StunMessage& check, const Endpoint& from, bool is_current, Instant now) {
  if (is_current && is_restarting_) {
    is_restarting_ = false;
    nomination_.reset();  // numbers begin anew with the credentials
  }
  note_path(from, now);
  const bool may_choose = is_current || is_restarting_;
  const bool is_first = state_ == IceState::fresh || state_ == IceState::disconnected;
  const bool is_chosen = may_choose && is_nomination(check);
  if (is_first || is_chosen) selected_ = from;
  if (is_chosen)
    state_ = IceState::completed;
  else if (is_first)
    state_ = IceState::connected;
}

void IceLiteAgent::restart(IceCredentials credentials, Instant now) {
  old_credentials_ = std::exchange(credentials_, std::move(credentials));
  old_credentials_end_ = now + options_.old_credentials_lifetime;
  is_restarting_ = true;
}

std::optional<Endpoint> IceLiteAgent::selected() const {
  const bool has_consent = state_ == IceState::connected || state_ == IceState::completed;
  return has_consent ? std::optional(selected_) : std::nullopt;
}

bool IceLiteAgent::knows(const Endpoint& endpoint) const {
  return std::ranges::find(paths(), endpoint, &Path::endpoint) != paths().end();
}

Instant IceLiteAgent::deadline() const {
  if (path_count_ == 0) return never;
  return std::ranges::min(paths(), {}, &Path::last_check).last_check + options_.consent_lifetime;
}

void IceLiteAgent::on_time(Instant now) {
  if (now < deadline()) return;
  const auto is_over = [&](const Path& path) { return path.last_check + options_.consent_lifetime <= now; };
  path_count_ -= std::ranges::remove_if(paths(), is_over).size();
  replace_lost_path();
}

void IceLiteAgent::lose(const Endpoint& endpoint) {
  const auto lost = std::ranges::remove(paths(), endpoint, &Path::endpoint).size();
  path_count_ -= lost;
  if (lost > 0) replace_lost_path();
}

void IceLiteAgent::replace_lost_path() {
  if (knows(selected_)) return;
  state_ = path_count_ == 0 ? IceState::disconnected : IceState::connected;
  if (path_count_ > 0) selected_ = std::ranges::max(paths(), {}, &Path::last_check).endpoint;
}

}  // namespace vtp::rtc
