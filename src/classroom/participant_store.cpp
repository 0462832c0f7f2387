#include "classroom/participant_store.h"

namespace vtp::classroom {
namespace {

using MediaUsageId = Id<struct MediaUsageTag>;

}  // namespace

void save_participant(db::Transaction& tx, const ParticipantSaved& participant) {
  tx.query(
      "insert into room_participants (id, room_id, user_id, device_id, room_role, granted_role, permissions, "
      "joined_at,"
      " left_at, leave_reason, banned, created_at, updated_at, source)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)"
      " on conflict (id) do update set room_role = excluded.room_role, granted_role = excluded.granted_role,"
      " permissions = excluded.permissions, joined_at = excluded.joined_at, left_at = excluded.left_at,"
      " leave_reason = excluded.leave_reason, banned = excluded.banned, updated_at = excluded.updated_at",
      participant.id, participant.room, participant.user, participant.device, participant.role,
      participant.granted_role, json::write(participant.own), participant.joined_at, participant.left_at,
      participant.leave_reason, participant.is_banned, participant.at, participant.source);
}

void open_interval(db::Transaction& tx, const PresenceOpened& interval) {
  tx.query(
      "insert into presence_intervals (id, room_id, session_id, participant_id, user_id, device_id, "
      "started_at,"
      " created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $7, $7)",
      interval.id, interval.room, interval.session, interval.participant, interval.user, interval.device,
      interval.started_at);
}

void close_interval(db::Transaction& tx, const PresenceClosed& interval) {
  tx.query(
      "update presence_intervals set ended_at = $2, end_reason = $3, attention_us = $4, trouble_us = $5,"
      " updated_at = $2 where id = $1",
      interval.id, interval.ended_at, interval.end, std::int64_t{interval.attention.count()},
      std::int64_t{interval.trouble.count()});
}

void extend_interval(db::Transaction& tx, const PresenceExtended& interval) {
  tx.query("update presence_intervals set ended_at = $2, updated_at = $2 where id = $1", interval.id,
           interval.ended_at);
}

void insert_media_usage(db::Transaction& tx, const MediaUsed& used) {
  tx.query(
      "insert into media_usage (id, room_id, session_id, participant_id, user_id, started_at, ended_at,"
      " bytes_sent, packets_sent, lost_sent, bytes_received, packets_received, lost_received,"
      " round_trip_ms, layer, poor_us, created_at, updated_at)"
      " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $7, $7)",
      MediaUsageId::make(), used.room, used.session, used.participant, used.user, used.started_at,
      used.ended_at, used.sent.bytes, used.sent.packets, used.sent.lost, used.received.bytes,
      used.received.packets, used.received.lost, used.round_trip_ms, used.layer,
      std::int64_t{used.poor.count()});
}

void start_break(db::Transaction& tx, const BreakStarted& pause) {
  tx.query(
      "insert into class_breaks (id, room_id, started_at, created_at, updated_at) values ($1, $2, $3, $3, "
      "$3)",
      pause.id, pause.room, pause.at);
}

void end_break(db::Transaction& tx, const BreakEnded& pause) {
  tx.query("update class_breaks set ended_at = $2, updated_at = $2 where id = $1", pause.id, pause.at);
}

std::vector<StoredParticipant> participants_of(db::Transaction& tx, RoomId room) {
  const auto rows = tx.query(
      "select p.id, p.user_id, p.device_id, p.room_role, p.granted_role, p.permissions, p.banned, "
      "p.joined_at,"
      " p.left_at, p.leave_reason, p.updated_at, p.source, u.full_name, u.email, u.role"
      " from room_participants p join users u on u.id = p.user_id where p.room_id = $1 order by p.id",
      room);
  std::vector<StoredParticipant> found;
  for (const auto& row : rows) {
    auto& participant = found.emplace_back();
    auto& saved = participant.saved;
    saved.room = room;
    saved.id = row.next<ParticipantId>();
    saved.user = row.next<UserId>();
    saved.device = row.next<DeviceId>();
    saved.role = row.next<RoomRole>();
    saved.granted_role = row.next<std::optional<RoomRole>>();
    saved.own = json::read<Permissions>(row.next<std::string>()).value_or(Permissions{});
    saved.is_banned = row.next<bool>();
    saved.joined_at = row.next<Timestamp>();
    saved.left_at = row.next<std::optional<Timestamp>>();
    saved.leave_reason = row.next<std::optional<LeaveReason>>();
    saved.at = row.next<Timestamp>();
    saved.source = row.next<EntrySource>();
    participant.full_name = row.next<std::string>();
    participant.email = row.next<std::string>();
    participant.account_role = row.next<Role>();
  }
  return found;
}

std::vector<StoredInterval> closed_intervals(db::Transaction& tx, RoomId room) {
  std::vector<StoredInterval> found;
  for (const auto& row : tx.query("select user_id, started_at, ended_at from presence_intervals"
                                  " where room_id = $1 and ended_at is not null",
                                  room))
    found.push_back(
        {.user = row.get<UserId>(0), .started_at = row.get<Timestamp>(1), .ended_at = row.get<Timestamp>(2)});
  return found;
}

void close_open_intervals(db::Transaction& tx, RoomId room, Timestamp ended_at, Timestamp now) {
  tx.query(
      "update presence_intervals set ended_at = greatest(started_at, $2), end_reason = $3, updated_at = $4"
      " where room_id = $1 and ended_at is null",
      room, ended_at, IntervalEnd::server, now);
}

std::optional<BreakStarted> open_break(db::Transaction& tx, RoomId room) {
  const auto rows = tx.query(
      "select id, started_at from class_breaks where room_id = $1 and ended_at is null order by id desc "
      "limit 1",
      room);
  if (rows.empty()) return std::nullopt;
  return BreakStarted{.id = rows.front().get<BreakId>(0), .room = room, .at = rows.front().get<Timestamp>(1)};
}

}  // namespace vtp::classroom
