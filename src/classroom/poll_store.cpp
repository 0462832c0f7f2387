#include "classroom/poll_store.h"

#include "classroom/json_list.h"

namespace vtp::classroom {
namespace {

Poll read_poll(const db::Row& row, RoomId room) {
  Poll poll;
  poll.room = room;
  poll.id = row.next<PollId>();
  poll.created_by = row.next<std::optional<UserId>>().value_or(UserId{});
  poll.question = row.next<std::string>();
  poll.kind = row.next<PollKind>();
  poll.options = list_from_text<std::string>(row.next<std::string>());
  poll.correct = list_from_text<int>(row.next<std::optional<std::string>>().value_or("[]"));
  poll.anonymous = row.next<bool>();
  poll.show_results = row.next<ShowResults>();
  poll.state = row.next<PollState>();
  poll.created_at = row.next<Timestamp>();
  poll.closes_at = row.next<std::optional<Timestamp>>();
  poll.closed_at = row.next<std::optional<Timestamp>>();
  return poll;
}

}  // namespace

void insert_poll(db::Transaction& tx, const Poll& poll) {
  const auto correct = poll.kind == PollKind::quiz ? std::optional(list_to_text(poll.correct)) : std::nullopt;
  tx.query(
      "insert into polls (id, room_id, created_by, question, kind, options, correct, anonymous, "
      "show_results, state,"
      " closes_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)",
      poll.id, poll.room, poll.created_by, poll.question, poll.kind, list_to_text(poll.options), correct,
      poll.anonymous, poll.show_results, poll.state, poll.closes_at, poll.created_at);
}

void finish_poll(db::Transaction& tx, const PollFinished& finished) {
  tx.query("update polls set state = 'closed', closed_at = $2, updated_at = $2 where id = $1", finished.id,
           finished.at);
}

void save_vote(db::Transaction& tx, const VoteCast& vote) {
  tx.query(
      "insert into poll_votes (poll_id, user_id, choices, voted_at, created_at, updated_at)"
      " values ($1, $2, $3, $4, $4, $4)"
      " on conflict (poll_id, user_id) do update set choices = excluded.choices, voted_at = "
      "excluded.voted_at,"
      " updated_at = excluded.updated_at",
      vote.poll, vote.user, list_to_text(vote.choices), vote.at);
}

std::vector<Poll> polls_of(db::Transaction& tx, RoomId room) {
  std::vector<Poll> polls;
  std::map<PollId, std::size_t> index;
  for (const auto& row :
       tx.query("select id, created_by, question, kind, options, correct, anonymous, show_results,"
                " state, created_at, closes_at, closed_at from polls where room_id = $1 order by id",
                room)) {
    polls.push_back(read_poll(row, room));
    index[polls.back().id] = polls.size() - 1;
  }
  for (const auto& row : tx.query("select v.poll_id, v.user_id, v.choices from poll_votes v"
                                  " join polls p on p.id = v.poll_id where p.room_id = $1",
                                  room))
    polls[index.at(row.get<PollId>(0))].votes[row.get<UserId>(1)] =
        list_from_text<int>(row.get<std::string>(2));
  return polls;
}

std::map<UserId, std::string> voter_names(db::Transaction& tx, RoomId room) {
  std::map<UserId, std::string> names;
  for (const auto& row :
       tx.query("select distinct u.id, u.full_name from poll_votes v join polls p on p.id = v.poll_id"
                " join users u on u.id = v.user_id where p.room_id = $1",
                room))
    names[row.get<UserId>(0)] = row.get<std::string>(1);
  return names;
}

}  // namespace vtp::classroom
