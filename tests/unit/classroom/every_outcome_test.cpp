// What the routes of rooms declare must have been seen by a test.
#include "support/classroom/classroom_api.h"
#include "support/http/outcome_ledger.h"

namespace vtp::testing {
namespace {

const std::vector<std::string> tags{"Rooms"};
const auto* const demand = demand_every_outcome(tags);

class EveryRoute : public ClassroomApi {};
VTP_ON_BOTH_ENGINES(EveryRoute);

TEST_P(EveryRoute, RefusesWhatIsWrongByItsShape) {
  sweep_routes(tags);
}

}  // namespace
}  // namespace vtp::testing
