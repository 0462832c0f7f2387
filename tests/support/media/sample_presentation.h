// A lecture of 25 s in three qualities, for tests of the texts that players get.
#pragma once

#include "media/presentation.h"

namespace vtp::media::test {

/// 360p, 480p and 720p with segments of ten, ten and five seconds, and sound.
Presentation sample_presentation();

}  // namespace vtp::media::test
