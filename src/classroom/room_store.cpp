#include "classroom/room_store.h"

#include <string>

namespace vtp::classroom {
namespace {

constexpr std::chrono::days code_rest{30};

constexpr std::string_view columns =
    "r.id, r.join_code, r.name, r.course_id, r.session_id, r.host_id, r.state, r.media_mode, r.access, "
    "r.waiting_room,"
    " r.is_locked, r.auto_record, r.max_participants, r.settings, r.created_at, r.opened_at, r.empty_since,"
    " r.closed_at, r.close_reason";

StoredRoom read_room(const db::Row& row) {
  StoredRoom room;
  room.id = row.next<RoomId>();
  room.join_code = row.next<std::string>();
  room.name = row.next<std::string>();
  room.course = row.next<std::optional<CourseId>>();
  room.session = row.next<std::optional<courses::ClassSessionId>>();
  room.host = row.next<UserId>();
  room.state = row.next<RoomState>();
  room.media_policy = row.next<MediaMode>() == MediaMode::sfu ? MediaPolicy::sfu : MediaPolicy::automatic;
  room.access = row.next<RoomAccess>();
  room.waiting_room = row.next<WaitingRoom>();
  room.is_locked = row.next<bool>();
  room.auto_record = row.next<bool>();
  room.max_participants = row.next<int>();
  room.settings = json::read<RoomSettings>(row.next<std::string>()).value_or(RoomSettings{});
  room.created_at = row.next<Timestamp>();
  room.opened_at = row.next<std::optional<Timestamp>>();
  room.empty_since = row.next<std::optional<Timestamp>>();
  room.closed_at = row.next<std::optional<Timestamp>>();
  room.close_reason = row.next<std::optional<CloseReason>>();
  return room;
}

std::vector<StoredRoom> read_rooms(const db::Rows& rows) {
  std::vector<StoredRoom> rooms;
  for (const auto& row : rows) rooms.push_back(read_room(row));
  return rooms;
}

std::optional<StoredRoom> first_room(db::Transaction& tx, std::string_view rest, const db::Value& parameter) {
  const auto rows =
      tx.run("select " + std::string(columns) + " from rooms r where " + std::string(rest), {parameter});
  if (rows.empty()) return std::nullopt;
  return read_room(rows.front());
}

/// What the automatic policy is stored as: such a room begins peer to peer.
MediaMode stored_mode(const StoredRoom& room) {
  return room.media_policy == MediaPolicy::sfu ? MediaMode::sfu : MediaMode::p2p;
}

}  // namespace

bool is_code_taken(db::Transaction& tx, const std::string& code, Timestamp now) {
  return !tx.query(
                "select id from rooms where join_code = $1 and (closed_at is null or closed_at > $2) limit 1",
                code, now - code_rest)
              .empty();
}

bool insert_room(db::Transaction& tx, const StoredRoom& room, Timestamp now) {
  if (is_code_taken(tx, room.join_code, now)) return false;
  return !tx.query(
                "insert into rooms (id, join_code, name, course_id, session_id, host_id, state, media_mode, "
                "access,"
                " waiting_room, is_locked, auto_record, max_participants, settings, created_at, updated_at)"
                " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)"
                " on conflict do nothing returning id",
                room.id, room.join_code, room.name, room.course, room.session, room.host, room.state,
                stored_mode(room), room.access, room.waiting_room, room.is_locked, room.auto_record,
                room.max_participants, json::write(room.settings), now)
              .empty();
}

void update_room(db::Transaction& tx, const StoredRoom& room, Timestamp now) {
  tx.query(
      "update rooms set name = $2, state = $3, media_mode = $4, access = $5, waiting_room = $6, is_locked = "
      "$7,"
      " max_participants = $8, settings = $9, opened_at = $10, empty_since = $11, closed_at = $12, "
      "close_reason = $13,"
      " updated_at = $14 where id = $1",
      room.id, room.name, room.state, stored_mode(room), room.access, room.waiting_room, room.is_locked,
      room.max_participants, json::write(room.settings), room.opened_at, room.empty_since, room.closed_at,
      room.close_reason, now);
}

std::optional<StoredRoom> find_room(db::Transaction& tx, const RoomReference& reference) {
  if (reference.id) return find_room(tx, *reference.id);
  return first_room(tx, "r.join_code = $1 order by r.closed_at desc nulls first, r.id desc limit 1",
                    db::to_value(reference.code));
}

std::optional<StoredRoom> find_room(db::Transaction& tx, RoomId id) {
  return first_room(tx, "r.id = $1", db::to_value(id));
}

std::optional<StoredRoom> find_open_room(db::Transaction& tx, courses::ClassSessionId session) {
  return first_room(tx, "r.session_id = $1 and r.state <> 'closed' order by r.id desc limit 1",
                    db::to_value(session));
}

std::vector<StoredRoom> rooms_in_state(db::Transaction& tx, RoomState state) {
  return read_rooms(
      tx.query("select " + std::string(columns) + " from rooms r where r.state = $1 order by r.id", state));
}

RoomPage list_rooms(db::Transaction& tx, const RoomFilter& filter) {
  std::vector<db::Value> parameters{db::to_value(filter.user)};
  std::string where = " from rooms r where ";
  where +=
      filter.all
          ? "cast($1 as text) is not null"
          : "(r.host_id = $1 or exists (select 1 from course_roles k join courses c on c.id = k.course_id"
            " where k.course_id = r.course_id and k.user_id = $1 and c.deleted_at is null"
            " and (c.status <> 'draft' or k.role_rank >= 2))"
            " or exists (select 1 from room_participants p where p.room_id = r.id and p.user_id = $1))";
  const auto also = [&](std::string_view condition, db::Value value) {
    parameters.push_back(std::move(value));
    where.append(" and ").append(condition).append("$").append(std::to_string(parameters.size()));
  };
  if (filter.course) also("r.course_id = ", db::to_value(*filter.course));
  if (filter.state) also("r.state = ", db::to_value(*filter.state));
  if (filter.only_open) also("r.state <> ", db::to_value(RoomState::closed));
  RoomPage page;
  page.total = tx.run("select count(*)" + where, parameters).front().get<std::int64_t>(0);
  parameters.push_back(db::to_value(filter.limit));
  const auto limit = std::to_string(parameters.size());
  parameters.push_back(db::to_value(filter.offset));
  const auto offset = std::to_string(parameters.size());
  page.rooms =
      read_rooms(tx.run("select " + std::string(columns) + where + " order by r.created_at desc, r.id desc" +
                            " limit $" + limit + " offset $" + offset,
                        parameters));
  return page;
}

void mark_alive(db::Transaction& tx, const std::vector<RoomId>& rooms, Timestamp now) {
  for (const auto& room : rooms) tx.query("update rooms set alive_at = $2 where id = $1", room, now);
}

std::optional<Timestamp> alive_at(db::Transaction& tx, RoomId id) {
  const auto rows = tx.query("select alive_at from rooms where id = $1", id);
  return rows.empty() ? std::nullopt : rows.front().get<std::optional<Timestamp>>(0);
}

}  // namespace vtp::classroom
