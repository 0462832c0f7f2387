#include "support/live/live_api.h"

namespace vtp::testing {

using http::Method;

LiveApi::LiveApi() : live_(std::make_unique<live::Live>(database(), classroom(), clock)) {
  configure(quiet_settings());  // the routes so far were made without those of streams
}

void LiveApi::restart() {
  configure(quiet_settings());
  live_.reset();
  ClassroomApi::restart();
  live_ = std::make_unique<live::Live>(database(), classroom(), clock);
}

void LiveApi::add_routes(http::RouteTable& routes) {
  ClassroomApi::add_routes(routes);
  live_->add_routes(routes, "https://school.example.org");
}

ApiAnswer LiveApi::add_key(const Identity& who, const std::string& room, const std::string& name) {
  return post(who, room + "/stream-keys", R"({"name":")" + name + R"("})");
}

ApiAnswer LiveApi::publish(const std::string& room, const std::string& credential, std::string_view offer) {
  Fields fields{{"Content-Type", "application/sdp"}};
  if (!credential.empty()) fields.emplace_back("Authorization", "Bearer " + credential);
  return AccountsApi::call(Method::post, room + "/whip", std::string(offer), fields);
}

ApiAnswer LiveApi::play(const Identity& who, const std::string& room, std::string_view offer) {
  return call(who, Method::post, room + "/whep", std::string(offer), {{"Content-Type", "application/sdp"}});
}

ApiAnswer LiveApi::patch(const std::string& stream, const std::string& credential,
                         const std::string& if_match, std::string fragment) {
  Fields fields{{"Content-Type", "application/trickle-ice-sdpfrag"}};
  if (!credential.empty()) fields.emplace_back("Authorization", "Bearer " + credential);
  if (!if_match.empty()) fields.emplace_back("If-Match", if_match);
  return AccountsApi::call(Method::patch, stream, std::move(fragment), fields);
}

ApiAnswer LiveApi::end(const std::string& stream, const std::string& credential) {
  return AccountsApi::call(Method::del, stream, {}, credential.empty() ? Fields{} : bearer(credential));
}

std::string LiveApi::token_of(const Identity& who) {
  auto& token = tokens_[who.user];
  if (token.empty()) token = sign_in(who.email, "Correct-Horse-7").at("/access_token");
  return token;
}

std::string LiveApi::people(const std::string& room, std::string_view pointer) {
  return get(admin, "/signalling/room/participants?room_id=" + id_in(room)).each("/participants", pointer);
}

std::string LiveApi::location_of(const ApiAnswer& answer) {
  constexpr std::string_view prefix = "/api/v1";
  const auto location = answer.headers.get("Location");
  EXPECT_TRUE(location.starts_with(prefix)) << location << answer.body;
  return location.starts_with(prefix) ? std::string(location.substr(prefix.size())) : std::string();
}

}  // namespace vtp::testing
