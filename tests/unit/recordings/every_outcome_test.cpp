// What the routes of recordings declare must have been seen by a test.
#include "support/http/outcome_ledger.h"
#include "support/recordings/recordings_api.h"

namespace vtp::recordings {
namespace {

const std::vector<std::string> tags{"Lectures of a course", "Recordings", "Playback", "Processing",
                                    "Uploads"};
const auto* const demand = vtp::testing::demand_every_outcome(tags);

class EveryRoute : public test::RecordingsApi {};
VTP_ON_BOTH_ENGINES(EveryRoute);

TEST_P(EveryRoute, RefusesWhatIsWrongByItsShape) {
  sweep_routes(tags);
}

}  // namespace
}  // namespace vtp::recordings
