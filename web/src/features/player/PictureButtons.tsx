// What can be done with two pictures: change places, make the small one larger, hide it.
import { Eye, EyeOff, Replace, ZoomIn, ZoomOut } from "lucide-react";
import { useText } from "../../i18n";
import { ControlButton } from "./Controls";
import { hiddenOrShown, resized, swapped, type Arrangement } from "./pictures";

interface Props {
  arrangement: Arrangement;
  onArrange: (arrangement: Arrangement) => void;
}

export function PictureButtons({ arrangement, onArrange }: Props) {
  const t = useText();
  const { small } = arrangement;
  return (
    <>
      <ControlButton
        label={t("player.swapPictures")}
        hotkey="X"
        onClick={() => onArrange(swapped(arrangement))}
      >
        <Replace />
      </ControlButton>
      <ControlButton
        wideOnly
        label={t(small === "wide" ? "player.shrinkPicture" : "player.enlargePicture")}
        hotkey="E"
        onClick={() => onArrange(resized(arrangement))}
      >
        {small === "wide" ? <ZoomOut /> : <ZoomIn />}
      </ControlButton>
      <ControlButton
        label={t(small === "hidden" ? "player.showPicture" : "player.hidePicture")}
        hotkey="H"
        onClick={() => onArrange(hiddenOrShown(arrangement))}
      >
        {small === "hidden" ? <Eye /> : <EyeOff />}
      </ControlButton>
    </>
  );
}
