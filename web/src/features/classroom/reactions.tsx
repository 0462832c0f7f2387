// The reactions with their pictures and words.
import {
  FastForward,
  Frown,
  Heart,
  Laugh,
  PartyPopper,
  Rewind,
  Sparkles,
  ThumbsUp,
  type LucideIcon,
} from "lucide-react";
import type { ClassMessageKey } from "../../i18n/classDictionary";
import type { Reaction } from "./core/protocol";

const LOOKS: Readonly<Record<Reaction, { icon: LucideIcon; label: ClassMessageKey }>> = {
  thumbs_up: { icon: ThumbsUp, label: "class.reaction.thumbsUp" },
  clap: { icon: PartyPopper, label: "class.reaction.clap" },
  heart: { icon: Heart, label: "class.reaction.heart" },
  laugh: { icon: Laugh, label: "class.reaction.laugh" },
  surprised: { icon: Sparkles, label: "class.reaction.surprised" },
  confused: { icon: Frown, label: "class.reaction.confused" },
  faster: { icon: FastForward, label: "class.reaction.faster" },
  slower: { icon: Rewind, label: "class.reaction.slower" },
};

export function ReactionIcon({ reaction }: { reaction: Reaction }) {
  const Icon = LOOKS[reaction].icon;
  return <Icon aria-hidden />;
}

export function labelOf(reaction: Reaction): ClassMessageKey {
  return LOOKS[reaction].label;
}
