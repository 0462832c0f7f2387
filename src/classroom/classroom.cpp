#include "classroom/classroom.h"

#include <utility>

namespace vtp::classroom {
namespace {

/// Events block on the database now and then, and on one another in a busy room.
WorkerPoolOptions pool_options() {
  return {.name = "rooms", .threads = 4, .queue = 20'000};
}

}  // namespace

Classroom::Classroom(ClassroomParts parts)
    : parts_(std::move(parts)),
      journal_(parts_.database, parts_.on_trouble),
      pool_(pool_options()),
      inbox_(pool_, hub_),
      hub_(parts_.database, parts_.clock, journal_, parts_.policy,
           {.engine = parts_.engine, .listener = inbox_}),
      live_rooms_(hub_),
      rooms_(parts_.database, hub_, parts_.clock),
      archive_(parts_.database, hub_) {}

Signalling& Classroom::connect(Connections& connections) {
  signalling_ = std::make_unique<Signalling>(SignallingParts{.database = parts_.database,
                                                             .hub = hub_,
                                                             .connections = connections,
                                                             .pool = pool_,
                                                             .clock = parts_.clock});
  hub_.set_sink(signalling_.get());
  return *signalling_;
}

Result<void> Classroom::start() {
  VTP_CHECK(hub_.restore());
  journal_.start();
  return {};
}

void Classroom::stop() {
  hub_.set_sink(nullptr);
  pool_.stop();
  hub_.suspend();
  journal_.stop();
}

}  // namespace vtp::classroom
