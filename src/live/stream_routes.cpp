#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/try.h"
#include "live/live_routes.h"

namespace vtp::live {
namespace {

using http::Method;
using http::Request;
using http::Response;
using json::Nothing;
using enum ErrorCode;

constexpr std::size_t longest_sdp = 256 * 1024;  // api.md section 1.6
constexpr std::string_view sdp_type = "application/sdp";
constexpr std::string_view fragment_type = "application/trickle-ice-sdpfrag";

/// What differs between the two protocols.
struct Protocol {
  StreamRole role;
  std::string_view name;  // as it stands in paths
  std::string_view begin, patch, end, options;
  Result<StreamOpened> (*open)(StreamService&, const Request&);
};

const std::string& room_of(const Request& request) {
  return request.path_parameter("room");
}

constexpr Protocol whip{
    .role = StreamRole::publisher,
    .name = "whip",
    .begin = "Publish into a room by an offer of SDP (WHIP, RFC 9725), with a stream key as bearer token",
    .patch = "Trickle candidates of a publisher, or restart its ICE with If-Match: *",
    .end = "End what is published",
    .options = "What a WHIP endpoint takes",
    .open = [](StreamService& streams, const Request& request) -> Result<StreamOpened> {
      VTP_TRY(const auto streamer, streams.streamer_of(request));
      return streams.publish(streamer, room_of(request), request.body);
    }};
constexpr Protocol whep{.role = StreamRole::player,
                        .name = "whep",
                        .begin = "Watch a room by an offer of SDP (WHEP)",
                        .patch = "Trickle candidates of a player, or restart its ICE with If-Match: *",
                        .end = "Stop watching",
                        .options = "What a WHEP endpoint takes",
                        .open = [](StreamService& streams, const Request& request) {
                          return streams.play(request.caller(), room_of(request), request.body);
                        }};

http::RouteSpec spec(const Protocol& protocol, Method method, std::string_view rest,
                     std::string_view summary) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = fmt::format("/api/v1/rooms/{{room}}/{}{}", protocol.name, rest);
  spec.summary = summary;
  spec.tag = "Encoders and players";
  if (protocol.role == StreamRole::publisher) spec.access = http::Access::open;  // see check_key
  return spec;
}

void declare(http::RouteSpec& spec, std::initializer_list<ErrorCode> errors) {
  spec.errors.insert(spec.errors.end(), errors);
}

/// Of open routes, who comes is asked before the body is looked at.
void check_key(http::Route& route, const Protocol& protocol, StreamService& streams) {
  if (protocol.role != StreamRole::publisher) return;
  route.check_key = [&streams](const Request& request) -> Result<void> {
    VTP_CHECK(streams.streamer_of(request));
    return {};
  };
}

/// RFC 9725 section 4.6
std::string link_to(const accounts::IceServer& server, const std::string& url) {
  auto link = fmt::format(R"(<{}>; rel="ice-server")", url);
  if (server.username.value && server.credential.value)
    link += fmt::format(R"(; username="{}"; credential="{}"; credential-type="password")",
                        *server.username.value, *server.credential.value);
  return link;
}

Response opened_response(const Protocol& protocol, const StreamOpened& stream) {
  auto response = http::text_response(201, std::string(sdp_type), stream.opened.answer);
  response.headers.set("Location", fmt::format("/api/v1/rooms/{}/{}/{}", stream.room.view(), protocol.name,
                                               stream.opened.id.view()));
  response.headers.set("ETag", stream.opened.etag);
  response.headers.set("Cache-Control", "no-store");
  for (const auto& server : stream.ice_servers)
    for (const auto& url : server.urls) response.headers.add("Link", link_to(server, url));
  return response;
}

Response patched_response(const Patched& patched) {
  auto response = patched.fragment.empty()
                      ? http::no_content()
                      : http::text_response(200, std::string(fragment_type), patched.fragment);
  response.headers.set("ETag", patched.etag);
  return response;
}

StreamName stream_of(const Protocol& protocol, const Request& request) {
  return {.room = room_of(request), .role = protocol.role, .id = request.id<ResourceId>("resource_id")};
}

std::optional<std::string_view> if_match(const Request& request) {
  if (!request.headers.has("If-Match")) return std::nullopt;
  return request.headers.get("If-Match");
}

void add_begin(http::RouteTable& table, StreamService& streams, const Protocol& protocol) {
  auto begin = spec(protocol, Method::post, "", protocol.begin);
  begin.status = 201;
  begin.body_limit = longest_sdp;
  begin.content_types = {std::string(sdp_type)};
  begin.answer_type = sdp_type;
  declare(begin, {room_not_found, room_closed, unusable_offer, not_ready, insufficient_permissions,
                  removed_from_room});
  if (protocol.role == StreamRole::publisher)
    declare(begin, {publisher_exists});
  else
    declare(begin, {nothing_to_play, device_limit, room_locked, room_full});
  begin.success_fields = {{"ETag", "Of the ICE session, for If-Match", true},
                          {"Link", "Servers for ICE (rel=\"ice-server\"), one a field", false}};
  auto& route = table.add_raw<Nothing>(
      std::move(begin), [&streams, &protocol](const Request& request, Nothing) -> Result<Response> {
        VTP_TRY(const auto stream, protocol.open(streams, request));
        return opened_response(protocol, stream);
      });
  check_key(route, protocol, streams);
}

void add_patch(http::RouteTable& table, StreamService& streams, const Protocol& protocol) {
  auto patch = spec(protocol, Method::patch, "/{resource_id}", protocol.patch);
  patch.other_statuses = {204};
  patch.body_limit = longest_sdp;
  patch.content_types = {std::string(fragment_type)};
  patch.answer_type = fragment_type;
  declare(patch, {room_not_found, room_closed, stream_not_found, invalid_input, precondition_failed,
                  precondition_required});
  patch.request_fields = {{"If-Match", "The ETag of the ICE session, or * for a new one", true}};
  patch.success_fields = {{"ETag", "Of the ICE session as it is now", true}};
  auto& route = table.add_raw<Nothing>(
      std::move(patch), [&streams, &protocol](const Request& request, Nothing) -> Result<Response> {
        VTP_TRY(const auto streamer, streams.streamer_of(request));
        VTP_TRY(const auto patched,
                streams.patch(streamer, stream_of(protocol, request), if_match(request), request.body));
        return patched_response(patched);
      });
  check_key(route, protocol, streams);
}

void add_end(http::RouteTable& table, StreamService& streams, const Protocol& protocol) {
  auto end = spec(protocol, Method::del, "/{resource_id}", protocol.end);
  declare(end, {room_not_found, room_closed, stream_not_found});
  end.answer_type = "text/plain";
  auto& route = table.add_raw<Nothing>(
      std::move(end), [&streams, &protocol](const Request& request, Nothing) -> Result<Response> {
        VTP_TRY(const auto streamer, streams.streamer_of(request));
        VTP_CHECK(streams.end(streamer, stream_of(protocol, request)));
        return http::text_response(200, "text/plain; charset=utf-8", "");
      });
  check_key(route, protocol, streams);
}

void add_options(http::RouteTable& table, const Protocol& protocol) {
  auto options = spec(protocol, Method::options, "", protocol.options);
  options.access = http::Access::open;
  options.lane = http::Lane::loop;
  options.answer_type = "text/plain";
  options.success_fields = {{"Allow", "The methods of this address", true},
                            {"Accept-Post", "The type of offers", true}};
  table.add_raw<Nothing>(std::move(options), [](const Request&, Nothing) -> Result<Response> {
    auto response = http::text_response(200, "text/plain; charset=utf-8", "");
    response.headers.set("Allow", "OPTIONS, POST");
    response.headers.set("Accept-Post", std::string(sdp_type));
    return response;
  });
}

}  // namespace

void add_stream_routes(http::RouteTable& table, StreamService& streams) {
  for (const auto* protocol : {&whip, &whep}) {
    add_begin(table, streams, *protocol);
    add_patch(table, streams, *protocol);
    add_end(table, streams, *protocol);
    add_options(table, *protocol);
  }
}

}  // namespace vtp::live
