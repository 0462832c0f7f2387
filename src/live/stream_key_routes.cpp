#include <utility>

#include "base/try.h"
#include "http/origin.h"
#include "live/live_routes.h"

namespace vtp::live {
namespace {

using http::Method;
using http::Request;
using json::Nothing;
using enum ErrorCode;

http::RouteSpec spec(Method method, std::string_view rest, std::string summary,
                     std::vector<ErrorCode> errors) {
  http::RouteSpec spec;
  spec.method = method;
  spec.path = "/api/v1/rooms/{room}/stream-keys" + std::string(rest);
  spec.summary = std::move(summary);
  spec.tag = "Encoders and players";
  spec.errors = std::move(errors);
  spec.errors.insert(spec.errors.end(), {insufficient_permissions, room_not_found});
  return spec;
}

}  // namespace

void add_stream_key_routes(http::RouteTable& table, StreamKeyService& keys, std::string public_url) {
  auto make =
      spec(Method::post, "", "Make a key by which an encoder publishes into the room; it is shown once",
           {room_closed, conflict});
  make.status = 201;
  table.add<NewStreamKey, MadeStreamKey>(
      std::move(make),
      [&keys, public_url](const Request& request,
                          const NewStreamKey& wanted) -> Result<http::Reply<MadeStreamKey>> {
        const auto& room = request.path_parameter("room");
        VTP_TRY(auto made, keys.make(request, room, wanted, http::public_origin(public_url, request)));
        auto location = "/api/v1/rooms/" + room + "/stream-keys/" + made.key_id.text();
        auto reply = http::created(std::move(made), std::move(location));
        reply.headers.set("Cache-Control", "no-store");
        return reply;
      });

  table.add<Nothing, StreamKeyList>(
      spec(Method::get, "", "List the stream keys of a room, without their secrets", {}),
      [&keys, public_url](const Request& request, Nothing) {
        return keys.list(request.caller(), request.path_parameter("room"),
                         http::public_origin(public_url, request));
      });

  table.add<Nothing, Nothing>(
      spec(Method::del, "/{key_id}", "Revoke a stream key; whoever publishes with it is put out",
           {stream_key_not_found}),
      [&keys](const Request& request, Nothing) -> Result<Nothing> {
        VTP_CHECK(keys.revoke(request, request.path_parameter("room"), request.id<StreamKeyId>("key_id")));
        return Nothing{};
      });
}

}  // namespace vtp::live
