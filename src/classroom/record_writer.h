// Records of rooms on their way into the database.
#pragma once

#include "classroom/records.h"
#include "database/database.h"

namespace vtp::classroom {

void write_record(db::Transaction& tx, const Record& record);

}  // namespace vtp::classroom
