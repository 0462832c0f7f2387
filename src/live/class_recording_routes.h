// The routes by which classes are recorded (rows 13 and 14, E51).
#pragma once

#include "http/route.h"
#include "live/class_recording_service.h"

namespace vtp::live {

/// The service must outlive the table.
void add_class_recording_routes(http::RouteTable& table, ClassRecordingService& service);

}  // namespace vtp::live
