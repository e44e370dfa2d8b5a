import { type ComponentProps, useCallback } from "react";

type BlobImageProps = Omit<ComponentProps<"img">, "src" | "ref"> & { blob: Blob; alt: string };

/** A picture that this device has itself. Its address lives as long as it is shown. */
export function BlobImage({ blob, alt, ...rest }: BlobImageProps) {
  const show = useCallback(
    (image: HTMLImageElement | null) => {
      if (image === null) return undefined;
      const url = URL.createObjectURL(blob);
      image.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [blob],
  );
  return <img ref={show} alt={alt} {...rest} />;
}
