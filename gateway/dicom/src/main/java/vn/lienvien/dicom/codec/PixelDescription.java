package vn.lienvien.dicom.codec;

/**
 * The attributes of the Image Pixel Module that say how frames are laid out (PS3.3 C.7.6.3).
 *
 * @param signed Pixel Representation is 0001H
 * @param planarConfiguration 0 interleaved by pixel, 1 by plane; 0 where there is one sample
 */
public record PixelDescription(
    int rows,
    int columns,
    int samplesPerPixel,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    int planarConfiguration,
    String photometricInterpretation,
    int numberOfFrames) {}
