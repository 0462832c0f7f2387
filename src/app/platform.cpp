#include "app/platform.h"

#include <algorithm>
#include <filesystem>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "accounts/public_config.h"
#include "accounts/purge_expired.h"
#include "accounts/signing_secret.h"
#include "accounts/user_store.h"
#include "app/media.h"
#include "app/operations_routes.h"
#include "app/overview.h"
#include "app/periodic.h"
#include "app/places.h"
#include "app/realtime.h"
#include "app/settings_from.h"
#include "app/worker_name.h"
#include "base/try.h"
#include "classroom/classroom.h"
#include "classroom/room_routes.h"
#include "classroom/unused_rooms.h"
#include "courses/account_ports.h"
#include "courses/calendar_routes.h"
#include "courses/course_routes.h"
#include "courses/course_service.h"
#include "courses/course_trash.h"
#include "courses/enrollment_import.h"
#include "courses/enrollment_routes.h"
#include "courses/enrollment_service.h"
#include "courses/permission_routes.h"
#include "courses/permission_service.h"
#include "courses/session_routes.h"
#include "database/migrations.h"
#include "http/docs_page.h"
#include "http/openapi.h"
#include "jobs/job_queue.h"
#include "jobs/worker.h"
#include "live/class_recording_routes.h"
#include "live/live.h"
#include "recordings/recordings.h"
#include "sfu/absent_engine.h"

namespace vtp::app {
namespace {

constexpr std::chrono::minutes housekeeping_interval{1};
constexpr std::chrono::hours purge_interval{1};
constexpr std::chrono::milliseconds room_tick{250};
constexpr std::chrono::milliseconds live_tick{250};
constexpr std::chrono::seconds sign_of_life{30};
constexpr std::chrono::minutes room_tidying{1};

bool runs(const Config& config, ProgramRole role) {
  return std::ranges::find(config.server_roles, role) != config.server_roles.end();
}

/// Jobs that run at once: a quarter of the cores unless the configuration says otherwise (api.md section 7).
int encoders(const Config& config) {
  if (config.transcode_workers > 0) return config.transcode_workers;
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency() / 4));
}

jobs::WorkerOptions worker_options(std::string_view part, int threads, const Log& log) {
  return {.owner = worker_name(part), .threads = threads, .on_trouble = [&log](std::string_view what) {
            log.error("Jobs are in trouble", {{"cause", what}});
          }};
}

http::ApiInfo api_info() {
  return {.title = "VTP Platform",
          .version = std::string(program_version()),
          .description =
              "Courses, lectures and accounts of a school. Errors share one shape; lists take limit and "
              "offset; times are RFC 3339 in UTC."};
}

std::unexpected<Error> with_context(std::string_view context, Error error) {
  error.message = fmt::format("{}: {}", context, error.message);
  return std::unexpected(std::move(error));
}

}  // namespace

std::string_view program_version() {
  return VTP_VERSION;
}

Result<std::unique_ptr<db::Database>> open_database(const Config& config, const Log& log, Metrics* metrics) {
  std::error_code failed;
  std::filesystem::create_directories(config.server_data_dir, failed);
  if (failed)
    return fail(ErrorCode::internal_error, fmt::format("The data folder {} cannot be made: {}",
                                                       config.server_data_dir, failed.message()));
  db::Options options{.connections = config.database_connections};
  options.on_failure = [&log](const db::StatementFailed& failure) {
    log.error("A transaction was given up", {{"cause", failure.message}});
  };
  if (metrics != nullptr)
    options.on_statement = [&seconds =
                                metrics->histogram("vtp_db_query_seconds", "Time that a statement takes.",
                                                   duration_bounds())](std::chrono::microseconds duration) {
      seconds.observe(std::chrono::duration<double>(duration).count());
    };
  auto database = db::open(database_address(config), options);
  if (!database) return with_context("The database cannot be opened", std::move(database).error());
  const auto migrated = db::migrate(**database);
  if (!migrated) return with_context("The database cannot be brought up to date", migrated.error());
  if (migrated->applied > 0)
    log.info(
        "The database was brought up to date",
        {{"version", migrated->version}, {"applied", migrated->applied}, {"back_up", migrated->back_up}});
  return database;
}

/// Everything, in the order of its making; destroyed in the opposite order.
struct Platform::Parts {
  Parts(const Config& configuration, const Log& the_log, const Clock& the_clock,
        std::unique_ptr<Metrics> the_metrics, std::unique_ptr<db::Database> the_database,
        std::unique_ptr<blobs::Directory> the_store, recordings::RecordingSettings settings,
        accounts::IceServers the_ice, const std::string& secret, sfu::MediaServer* the_media)
      : config(configuration),
        log(the_log),
        clock(the_clock),
        media(the_media),
        metrics(std::move(the_metrics)),
        database(std::move(the_database)),
        store(std::move(the_store)),
        recording_settings(std::move(settings)),
        ice(std::move(the_ice)),
        accounts(*database, clock, account_settings(config), secret),
        queue(*database, clock),
        recordings({.database = *database,
                    .clock = clock,
                    .store = *store,
                    .queue = queue,
                    .tokens = accounts.media_tokens(),
                    .limiter = accounts.limiter(),
                    .limits = accounts.settings().limits,
                    .settings = recording_settings}),
        realtime({.accounts = accounts, .clock = clock, .log = log, .metrics = *metrics},
                 socket_options(config)),
        classroom({.database = *database,
                   .clock = clock,
                   .policy = room_policy(config, ice),
                   .engine = media != nullptr ? static_cast<sfu::Engine&>(*media) : no_media,
                   .on_trouble = [this](std::string_view what) { log.error(what); }}),
        live(*database, classroom, recordings.passes(), clock),
        class_recordings({.database = *database,
                          .clock = clock,
                          .store = *store,
                          .finalisation = recordings.finalisation(),
                          .rooms = classroom.rooms(),
                          .hub = classroom.hub(),
                          .media = media != nullptr ? static_cast<sfu::TapSource&>(*media) : no_media,
                          .running = live.running(),
                          .settings = recording_settings,
                          .on_trouble = [this](std::string_view what) { log.error(what); }}),
        course_service(*database, recordings.catalogue(), classroom.live_rooms(), clock),
        enrollment_service(*database, recordings.catalogue(), clock),
        enrollment_import(*database, clock, config.i18n_default_locale),
        permission_service(*database, clock),
        session_service({.database = *database,
                         .lectures = recordings.catalogue(),
                         .live = classroom.live_rooms(),
                         .clock = clock,
                         .default_timezone = config.server_timezone}),
        calendar_service(*database, clock),
        class_service(*database, classroom.rooms(), session_service, classroom.hub(), clock),
        health({.database = *database,
                .media = *store,
                .clock = clock,
                .min_free_percent = config.storage_min_free_percent,
                .runs_jobs = runs(config, ProgramRole::worker),
                .version = std::string(program_version())}),
        quick_jobs(queue, worker_options("quick", 1, log)),
        encoding_jobs(queue, worker_options("encoding", encoders(config), log)) {
    accounts.users().set_course_people(course_people);
    accounts.users().add_ownership(course_ownership);
    accounts.users().add_ownership(recordings.ownership());
    recordings.add_quick_handlers(quick_jobs);
    recordings.add_encoding_handlers(encoding_jobs);
    recordings.set_running_media(live.media());
    add_gauges();
    add_routes();
  }

  void add_gauges();
  void add_routes();
  Result<void> purge();
  void start_classroom();
  void take_up_orphaned_jobs();

  const Config& config;
  const Log& log;
  const Clock& clock;
  sfu::MediaServer* media;  // nullptr: there is none
  std::unique_ptr<Metrics> metrics;
  std::unique_ptr<db::Database> database;
  std::unique_ptr<blobs::Directory> store;
  recordings::RecordingSettings recording_settings;
  accounts::IceServers ice;
  accounts::Accounts accounts;
  jobs::JobQueue queue;
  recordings::Recordings recordings;
  courses::CoursePeople course_people;
  courses::CourseOwnership course_ownership;
  Realtime realtime;
  sfu::AbsentEngine no_media;
  classroom::Classroom classroom;
  live::Live live;
  live::ClassRecordingService class_recordings;
  courses::CourseService course_service;
  courses::EnrollmentService enrollment_service;
  courses::EnrollmentImport enrollment_import;
  courses::PermissionService permission_service;
  courses::SessionService session_service;
  courses::CalendarService calendar_service;
  classroom::ClassService class_service;
  HealthChecks health;
  http::RouteTable routes;
  jobs::Worker quick_jobs;
  jobs::Worker encoding_jobs;
  std::unique_ptr<Periodic> housekeeping;
  std::unique_ptr<Periodic> purging;
  std::unique_ptr<Periodic> room_clock;
  std::unique_ptr<Periodic> live_clock;
  std::unique_ptr<Periodic> room_life;
  std::unique_ptr<Periodic> unused_rooms;
};

void Platform::Parts::add_gauges() {
  metrics->gauge("vtp_build_info", "The running version.", {{"version", std::string(program_version())}})
      .set(1);
  metrics->observed_gauge("vtp_storage_bytes", "Space of the media store.", [this] {
    const auto space = store->space();
    return std::vector<Metrics::Sample>{{{{"class", "free"}}, static_cast<double>(space.free_bytes)},
                                        {{{"class", "total"}}, static_cast<double>(space.total_bytes)}};
  });
  metrics->observed_gauge("vtp_realtime_connections", "Sockets of signed-in people.", [this] {
    return std::vector<Metrics::Sample>{{{}, static_cast<double>(classroom.connection_count())}};
  });
  metrics->observed_gauge("vtp_rooms", "Rooms with people in them.", [this] {
    return std::vector<Metrics::Sample>{{{}, static_cast<double>(classroom.hub().counts().rooms)}};
  });
  metrics->observed_gauge("vtp_room_participants", "People in rooms, each device counted.", [this] {
    return std::vector<Metrics::Sample>{{{}, static_cast<double>(classroom.hub().counts().participants)}};
  });
  metrics->observed_gauge("vtp_live_streams", "Encoders and players that came by WHIP and WHEP.", [this] {
    std::vector<Metrics::Sample> samples;
    for (const auto role : {live::StreamRole::publisher, live::StreamRole::player})
      samples.push_back({{{"role", std::string(to_text(role))}}, static_cast<double>(live.count(role))});
    return samples;
  });
  metrics->observed_gauge("vtp_live_viewers", "Viewer sessions of classes that are streamed.", [this] {
    return std::vector<Metrics::Sample>{
        {{}, static_cast<double>(live.broadcasting().health().active_viewers)}};
  });
  metrics->observed_gauge("vtp_jobs", "Jobs by state and kind.", [this] {
    const auto counted = database->read([](db::Transaction& tx) {
      std::vector<Metrics::Sample> samples;
      for (const auto& row : tx.query("select status, kind, count(*) from jobs group by status, kind"))
        samples.push_back({{{"state", row.get<std::string>(0)}, {"kind", row.get<std::string>(1)}},
                           static_cast<double>(row.get<std::int64_t>(2))});
      return samples;
    });
    return counted.value_or(std::vector<Metrics::Sample>{});
  });
}

void Platform::Parts::add_routes() {
  accounts.add_routes(routes);
  accounts::add_config_route(routes, *database, accounts.settings(), public_facts(config, program_version()),
                             ice, clock);
  courses::add_course_routes(routes, course_service);
  courses::add_enrollment_routes(routes, enrollment_service, enrollment_import);
  courses::add_permission_routes(routes, permission_service);
  courses::add_session_routes(routes, session_service);
  courses::add_calendar_routes(routes, calendar_service, config.server_public_url);
  classroom::add_room_routes(routes, classroom.rooms(), classroom.archive());
  classroom::add_class_routes(routes, class_service);
  classroom::add_signalling_routes(routes, classroom.rooms(), classroom.hub(), clock,
                                   std::string(program_version()),
                                   [this] { return classroom.connection_count(); });
  live.add_routes(routes, config.server_public_url);
  live::add_class_recording_routes(routes, class_recordings);
  recordings.add_routes(routes);
  add_overview_route(routes, *database, clock);
  add_operations_routes(routes, health, *metrics, config.ops_metrics_token);
  http::add_documentation_routes(routes, api_info());
}

/// What is stored and of no use any more; recordings see to their own.
Result<void> Platform::Parts::purge() {
  const auto now = clock.now();
  VTP_CHECK(accounts::purge_expired(*database, accounts.settings(), now));
  VTP_CHECK(courses::empty_course_trash(*database, std::chrono::days(config.retention_trash_days), now));
  return {};
}

void Platform::Parts::start_classroom() {
  auto& signalling = classroom.connect(realtime.connections());
  if (const auto started = classroom.start(); !started)
    log.error("Classes that were going on could not be brought back", {{"cause", started.error().message}});
  realtime.start(signalling);
  if (const auto recovered = class_recordings.recover(); !recovered)
    log.error("Recordings that were cut off could not be looked for", {{"cause", recovered.error().message}});
  if (const auto closed = live.broadcasting().close_abandoned(); !closed)
    log.error("Streams of an earlier process could not be closed", {{"cause", closed.error().message}});
  room_clock = std::make_unique<Periodic>(room_tick, [this] { classroom.tick(); });
  live_clock = std::make_unique<Periodic>(live_tick, [this] {
    if (const auto done = live.broadcasting().tick(); !done)
      log.error("What live streams deliver could not be noted", {{"cause", done.error().message}});
  });
  room_life = std::make_unique<Periodic>(sign_of_life, [this] {
    if (const auto done = classroom.hub().mark_alive(); !done)
      log.error("The life of classes could not be noted", {{"cause", done.error().message}});
  });
  unused_rooms = std::make_unique<Periodic>(room_tidying, [this] {
    if (const auto done = classroom::close_unused_rooms(*database, classroom.hub(), clock.now()); !done)
      log.error("Unused rooms could not be closed", {{"cause", done.error().message}});
    live.tidy();
  });
}

/// What an earlier process of this machine was working on when it was killed need not wait for its lease.
void Platform::Parts::take_up_orphaned_jobs() {
  const auto returned = queue.return_orphaned(&has_died);
  if (!returned)
    log.error("Jobs of a killed process have to wait for their leases",
              {{"cause", returned.error().message}});
  else if (*returned > 0)
    log.info("Jobs of a killed process were taken up again", {{"jobs", *returned}});
}

Platform::Platform(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Platform::~Platform() {
  stop();
}

Result<std::unique_ptr<Platform>> Platform::open(const Config& config, const Log& log, const Clock& clock,
                                                 sfu::MediaServer* media) {
  auto metrics = std::make_unique<Metrics>();
  if (media != nullptr) add_media_metrics(*metrics, *media);
  VTP_TRY(auto settings, recording_settings(config));
  VTP_TRY(auto ice, ice_servers(config));
  VTP_TRY(auto database, open_database(config, log, metrics.get()));
  auto store = blobs::Directory::open(media_folder(config));
  if (!store) return with_context("The media folder cannot be used", std::move(store).error());
  VTP_TRY(const auto secret, accounts::signing_secret(*database, config.auth_jwt_secret, clock.now()));
  auto parts = std::make_unique<Parts>(config, log, clock, std::move(metrics), std::move(database),
                                       *std::move(store), std::move(settings), std::move(ice), secret, media);
  return std::unique_ptr<Platform>(new Platform(std::move(parts)));
}

const http::RouteTable& Platform::routes() const {
  return parts_->routes;
}
http::Gate& Platform::gate() {
  return parts_->accounts.gate();
}
Metrics& Platform::metrics() {
  return *parts_->metrics;
}
HealthChecks& Platform::health() {
  return parts_->health;
}
accounts::UserService& Platform::users() {
  return parts_->accounts.users();
}

http::Endpoint& Platform::sockets() {
  return parts_->realtime.endpoint();
}

bool Platform::has_users() {
  return parts_->database->read([](db::Transaction& tx) { return accounts::any_user_exists(tx); })
      .value_or(true);
}
std::string Platform::openapi() const {
  return http::openapi_document(parts_->routes, api_info());
}

void Platform::start() {
  if (runs(parts_->config, ProgramRole::api)) parts_->start_classroom();
  if (!runs(parts_->config, ProgramRole::worker)) return;
  parts_->recordings.housekeeping().tidy_after_start();
  parts_->take_up_orphaned_jobs();
  parts_->quick_jobs.start();
  parts_->encoding_jobs.start();
  const auto every = [this](std::chrono::milliseconds interval, std::function<Result<void>()> work) {
    return std::make_unique<Periodic>(interval, [this, work = std::move(work)] {
      if (const auto done = work(); !done)
        parts_->log.error("Cleaning up failed", {{"cause", done.error().message}});
    });
  };
  parts_->housekeeping =
      every(housekeeping_interval, [this] { return parts_->recordings.housekeeping().run(); });
  parts_->purging = every(purge_interval, [this] { return parts_->purge(); });
}

void Platform::start_draining() {
  parts_->health.start_draining();
  parts_->live.drain();
  parts_->realtime.shut_down();
}

void Platform::stop() {
  parts_->realtime.shut_down();
  parts_->purging.reset();
  parts_->housekeeping.reset();
  parts_->encoding_jobs.stop();
  parts_->quick_jobs.stop();
  parts_->class_recordings.stop_all();
  parts_->room_clock.reset();
  parts_->live_clock.reset();
  parts_->room_life.reset();
  parts_->unused_rooms.reset();
  parts_->classroom.stop();
  if (parts_->media != nullptr) parts_->media->close_all_rooms();  // they tell the classroom what happens
}

}  // namespace vtp::app
