#include "app/media.h"

#include <gtest/gtest.h>

#include "app/config_sources.h"
#include "app/doctor.h"
#include "sfu/server/socket_address.h"
#include "support/database/temporary_directory.h"

namespace vtp::app {
namespace {

using Settings = std::vector<std::pair<std::string, std::string>>;

Config config_with(Settings settings) {
  return load_config({.values = std::move(settings)}, {})->config;
}

TEST(MediaOptions, AreThoseOfTheConfiguration) {
  const auto defaults = media_options(config_with({})).value();
  EXPECT_EQ(defaults.first_port, 7882);
  EXPECT_EQ(defaults.threads, 1U);
  EXPECT_TRUE(defaults.listen.empty());
  EXPECT_FALSE(defaults.with_loopback);
  const auto options = media_options(config_with({{"media.udp_port", "9000"},
                                                  {"media.listen", "10.0.0.1, ::1"},
                                                  {"media.announced_ip", "203.0.113.7"},
                                                  {"media.threads", "4"},
                                                  {"media.viewers_per_thread", "30"},
                                                  {"media.max_transports", "10"},
                                                  {"server.host", "127.0.0.1"}}))
                           .value();
  EXPECT_EQ(options.first_port, 9000);
  EXPECT_EQ(options.listen.size(), 2U);
  EXPECT_EQ(sfu::ip_text(options.announced.at(0)), "203.0.113.7");
  EXPECT_EQ(options.threads, 4U);
  EXPECT_EQ(options.viewers_per_thread, 30U);
  EXPECT_EQ(options.most_transports, 10U);
  EXPECT_TRUE(options.with_loopback);
}

TEST(MediaOptions, NameTheAddressThatIsNone) {
  const auto wrong = media_options(config_with({{"media.announced_ip", "media.example.org"}}));
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("media.announced_ip: media.example.org"), std::string::npos);
}

TEST(MediaMetrics, TellOfTrafficAndDrops) {
  const SystemClock clock;
  auto options = media_options(config_with({{"media.udp_port", "0"}, {"media.listen", "127.0.0.1"}})).value();
  const auto server = sfu::MediaServer::open(options, clock).value();
  Metrics metrics;
  add_media_metrics(metrics, *server);
  const auto text = metrics.text();
  for (const auto* const line :
       {"# TYPE vtp_media_drops_total counter", "vtp_media_drops_total{reason=\"not_authentic\"} 0",
        "vtp_media_packets_total{direction=\"out\"} 0", "vtp_media_transports 0", "vtp_media_rooms 0"})
    EXPECT_NE(text.find(line), std::string::npos) << line;
}

TEST(Doctor, SaysWhatIsWrongWithThePortOfMedia) {
  const auto taken = sfu::UdpSocket::open(sfu::parse_ip_address("127.0.0.1").value(), 0).value();
  const testing::TemporaryDirectory folder;
  const auto report_on = [&](const std::string& port, const std::string& address) {
    return to_report(examine(config_with({{"server.data_dir", folder.path().string()},
                                          {"server.port", "0"},
                                          {"media.udp_port", port},
                                          {"media.listen", address}})));
  };
  const auto port = std::to_string(taken.port());
  EXPECT_NE(report_on(port, "127.0.0.1").find("WARNING  media port: UDP port " + port), std::string::npos);
  EXPECT_NE(report_on("0", "127.0.0.1").find("ok       media port"), std::string::npos);
  EXPECT_NE(report_on("0", "nowhere").find("PROBLEM  media port: media.listen"), std::string::npos);
  EXPECT_NE(report_on("0", "203.0.113.1").find("PROBLEM  media port"), std::string::npos);
}

}  // namespace
}  // namespace vtp::app
