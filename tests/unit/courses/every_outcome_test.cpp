// What the routes of courses declare must have been seen by a test.
#include "support/courses/course_api.h"
#include "support/http/outcome_ledger.h"

namespace vtp::testing {
namespace {

const std::vector<std::string> tags{"Courses", "Enrolments", "Permissions", "Classes"};
const auto* const demand = demand_every_outcome(tags);

class EveryRoute : public CourseApi {};
VTP_ON_BOTH_ENGINES(EveryRoute);

TEST_P(EveryRoute, RefusesWhatIsWrongByItsShape) {
  sweep_routes(tags);
}

}  // namespace
}  // namespace vtp::testing
