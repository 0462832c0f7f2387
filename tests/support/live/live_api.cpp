#include "support/live/live_api.h"

#include "recordings/course_link_store.h"
#include "recordings/recording_store.h"

namespace vtp::testing {

using http::Method;

LiveApi::LiveApi() {
  open_live();
  configure(quiet_settings());  // the routes so far were made without those of streams
}

void LiveApi::open_live() {
  live_ = std::make_unique<live::Live>(database(), classroom(), passes_, clock);
  EXPECT_TRUE(live_->broadcasting().close_abandoned());
}

void LiveApi::restart() {
  configure(quiet_settings());
  recorder_.reset();
  live_.reset();
  ClassroomApi::restart();
  open_live();
}

void LiveApi::add_routes(http::RouteTable& routes) {
  ClassroomApi::add_routes(routes);
  live_->add_routes(routes, "https://school.example.org");
  recorder_.reset();
  recordings_ =
      std::make_unique<recordings::Recordings>(recordings::Foundations{.database = database(),
                                                                       .clock = clock,
                                                                       .store = *store_,
                                                                       .queue = queue_,
                                                                       .tokens = accounts().media_tokens(),
                                                                       .limiter = accounts().limiter(),
                                                                       .limits = accounts().settings().limits,
                                                                       .settings = recording_settings_});
  recordings_->set_running_media(live_->media());
  recordings_->add_routes(routes);
  recorder_ = std::make_unique<live::ClassRecordingService>(
      live::ClassRecordingService::Parts{.database = database(),
                                         .clock = clock,
                                         .store = *store_,
                                         .finalisation = recordings_->finalisation(),
                                         .rooms = classroom().rooms(),
                                         .hub = classroom().hub(),
                                         .media = tapped,
                                         .running = live_->running(),
                                         .settings = recording_settings_,
                                         .on_trouble = [](std::string_view what) { ADD_FAILURE() << what; }});
  live::add_class_recording_routes(routes, *recorder_);
}

RecordingId LiveApi::add_running(const std::string& room) {
  recordings::Recording recording;
  recording.id = RecordingId::make();
  recording.room_id = RoomId::parse(id_in(room));
  recording.title = "Physics today";
  recording.started_by = teacher.user;
  recording.source = recordings::RecordingSource::room;
  recording.status = recordings::RecordingStatus::recording;
  recording.format = "mp4";
  recording.started_at = recording.created_at = clock.now();
  EXPECT_TRUE(database().write([&](db::Transaction& tx) { insert_recording(tx, recording); }));
  return recording.id;
}

void LiveApi::publish_lecture(const std::string& course, RecordingId recording) {
  EXPECT_TRUE(database().write([&](db::Transaction& tx) {
    recordings::CourseLink link;
    link.id = courses::LectureId::make();
    link.course_id = id_of(course);
    link.recording_id = recording;
    link.sequence_order = recordings::next_sequence_order(tx, link.course_id);
    link.is_published = true;
    link.published_at = link.created_at = clock.now();
    EXPECT_TRUE(recordings::insert_link(tx, link));
  }));
}

void LiveApi::tick(std::chrono::milliseconds time) {
  clock.advance(time);
  EXPECT_TRUE(live_->broadcasting().tick());
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
