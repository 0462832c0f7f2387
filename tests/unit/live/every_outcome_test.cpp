// What the routes of encoders and players declare must have been seen by a test.
#include "support/http/outcome_ledger.h"
#include "support/live/live_api.h"

namespace vtp::testing {
namespace {

const std::vector<std::string> tags{"Encoders and players", "Recording of classes", "Live streams"};
const auto* const demand = demand_every_outcome(tags);

class EveryStreamRoute : public LiveApi {};
VTP_ON_BOTH_ENGINES(EveryStreamRoute);

TEST_P(EveryStreamRoute, RefusesWhatIsWrongByItsShape) {
  sweep_routes(tags);
}

}  // namespace
}  // namespace vtp::testing
