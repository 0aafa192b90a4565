// Assembly of records: every way in which frames may not follow each other.
#include "storage/log/record_assembly.hpp"

#include <gtest/gtest.h>

#include <string>

#include "storage/log/frame.hpp"

namespace carnet::storage {
namespace {

std::string frame_of(record_sequence sequence, std::uint32_t index, bool last,
                     writer_epoch epoch = 1, partition_id partition = 1) {
  return encode_frame({partition, sequence, index, last, epoch}, std::to_string(index));
}

// The failure of the last of some frames; all before must be accepted.
std::string refusal(const std::vector<std::string>& frames) {
  record_assembly assembly(1, 5);
  for (std::size_t at = 0; at + 1 < frames.size(); ++at) {
    EXPECT_TRUE(assembly.add(frames[at]).has_value());
  }
  const auto last = assembly.add(frames.back());
  if (last) return "accepted";
  EXPECT_EQ(last.error().code, failure_code::corrupt);
  return last.error().what;
}

TEST(record_assembly, gives_a_record_with_its_last_frame) {
  record_assembly assembly(1, 5);
  EXPECT_FALSE(assembly.add(frame_of(5, 0, false))->has_value());
  EXPECT_TRUE(assembly.within_record());
  const auto record = assembly.add(frame_of(5, 1, true));
  ASSERT_TRUE(record->has_value());
  EXPECT_EQ((*record)->bytes, "01");
  EXPECT_EQ((*record)->sequence, 5U);
  EXPECT_FALSE(assembly.within_record());
  EXPECT_EQ((*assembly.add(frame_of(6, 0, true, 2)))->bytes, "0");
  EXPECT_EQ(assembly.next(), 7U);
}

TEST(record_assembly, names_a_hole_a_repetition_and_a_foreign_frame) {
  EXPECT_EQ(refusal({frame_of(6, 0, true)}),
            "partition 1 sequence 5 frame 0 expected, partition 1 sequence 6 frame 0 found");
  EXPECT_EQ(refusal({frame_of(5, 0, true), frame_of(5, 0, true)}),
            "partition 1 sequence 6 frame 0 expected, partition 1 sequence 5 frame 0 found");
  EXPECT_EQ(refusal({frame_of(5, 0, false), frame_of(5, 2, true)}),
            "partition 1 sequence 5 frame 1 expected, partition 1 sequence 5 frame 2 found");
  EXPECT_EQ(refusal({frame_of(5, 0, true, 1, 2)}),
            "partition 1 sequence 5 frame 0 expected, partition 2 sequence 5 frame 0 found");
  EXPECT_EQ(refusal({frame_of(5, 0, false), frame_of(6, 0, true)}),
            "partition 1 sequence 5 frame 1 expected, partition 1 sequence 6 frame 0 found");
}

TEST(record_assembly, refuses_an_epoch_that_falls_or_changes_within_a_record) {
  EXPECT_EQ(refusal({frame_of(5, 0, true, 3), frame_of(6, 0, true, 2)}),
            "partition 1 sequence 6 frame 0: epoch 2 follows epoch 3");
  EXPECT_EQ(refusal({frame_of(5, 0, false, 3), frame_of(5, 1, true, 4)}),
            "partition 1 sequence 5 frame 1: epoch 4 follows epoch 3");
}

TEST(record_assembly, refuses_damage_with_its_place) {
  EXPECT_EQ(refusal({"not a frame"}),
            "partition 1 sequence 5 frame 0: frame is shorter than its header");
}

}  // namespace
}  // namespace carnet::storage
