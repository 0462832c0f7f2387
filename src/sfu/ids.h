// Names of what rooms are made of in the SFU.
#pragma once

#include "base/identity.h"

namespace vtp::sfu {

using TransportId = Id<struct TransportTag>;
using ProducerId = Id<struct ProducerTag>;
using ConsumerId = Id<struct ConsumerTag>;

}  // namespace vtp::sfu
