#include "http/lanes.h"

#include <stdexcept>

namespace vtp::http {

Lanes::Lanes(const LaneOptions& options)
    : database_(options.database), password_(options.password), slow_(options.slow) {}

WorkerPool& Lanes::pool(Lane lane) {
  switch (lane) {
    case Lane::database:
      return database_;
    case Lane::password:
      return password_;
    case Lane::slow:
      return slow_;
    case Lane::loop:
      break;
  }
  throw std::logic_error("the loop lane has no pool");
}

void Lanes::stop() {
  database_.stop();
  password_.stop();
  slow_.stop();
}

}  // namespace vtp::http
