// The SFU as the configuration wants it, and what /metrics says of it.
#pragma once

#include "app/config.h"
#include "base/error.h"
#include "base/metrics.h"
#include "sfu/server/media_server.h"

namespace vtp::app {

/// VALIDATION_FAILED, with a sentence for the operator, when an address cannot be read.
Result<sfu::MediaServer::Options> media_options(const Config& config);

/// `server` must outlive the metrics.
void add_media_metrics(Metrics& metrics, const sfu::MediaServer& server);

}  // namespace vtp::app
