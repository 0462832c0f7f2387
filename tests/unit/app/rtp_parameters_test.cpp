// What rooms say of themselves and of streams is kept in a file for tests/realtime/mediasoupClient.test.ts,
// which gives it to the library that browsers run.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "sfu/parameters/consumed_media.h"
#include "sfu/parameters/rtp_parameters_shapes.h"
#include "support/sfu/parameters.h"

namespace vtp::sfu {
namespace {

std::string consumer(MediaKind kind, const RtpParameters& produced, std::uint32_t number) {
  const auto media = consume_media(*check_producer(kind, produced), browser_capabilities(),
                                   {.mid = std::to_string(number),
                                    .ssrc = 1000 + number,
                                    .rtx_ssrc = 2000 + number,
                                    .cname = "0123456789abcdef",
                                    .msid = "participant-camera producer" + std::to_string(number)});
  return R"({"kind":")" + std::string(to_text(kind)) + R"(","rtpParameters":)" +
         json::write(media->parameters) + "}";
}

TEST(RtpParameters, AreThoseThatTheLibraryIsTestedWith) {
  auto layered = camera(1, "video/VP9");
  layered.encodings[0].scalability_mode = "L3T3_KEY";
  const std::string text = R"({"capabilities":)" + json::write(router_capabilities()) + R"(,"consumers":[)" +
                           consumer(MediaKind::audio, microphone(5), 0) + "," +
                           consumer(MediaKind::video, camera(3, "video/H264"), 1) + "," +
                           consumer(MediaKind::video, camera(1), 2) + "," +
                           consumer(MediaKind::video, layered, 3) + "]}\n";
  std::ifstream file(VTP_SOURCE_DIR "/tests/realtime/support/rtpParameters.json");
  std::ostringstream kept;
  kept << file.rdbuf();
  EXPECT_EQ(kept.str(), text) << "if it is meant, put the text of the program into the file";
}

}  // namespace
}  // namespace vtp::sfu
