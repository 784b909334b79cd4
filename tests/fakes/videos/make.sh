#!/bin/sh
# Makes the videos beside it: 2 s of 160 × 120 at 10 frames a second, a second of red and then a second of
# blue, each beginning with a key frame. Needs ffmpeg; the tests need only the files.
set -e
cd "$(dirname "$0")"
encode() {
  out=$1
  shift
  ffmpeg -hide_banner -loglevel error -y -f lavfi -i "color=red:s=160x120:r=10:d=1" \
    -f lavfi -i "color=blue:s=160x120:r=10:d=1" "$@" -filter_complex "[0:v][1:v]concat=n=2[v]" -map "[v]" \
    -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -g 10 -pix_fmt yuv420p "$out"
}
encode silent.mp4 -c:v libx264 -bf 2
encode silent.mkv -c:v libx264 -bf 2
encode silent.webm -c:v libvpx -b:v 100k
encode silent-vp9.webm -c:v libvpx-vp9 -b:v 100k
encode silent-av1.mp4 -c:v libaom-av1 -cpu-used 8 -b:v 100k
encode turned.mp4 -c:v libx264 -bf 0
ffmpeg -hide_banner -loglevel error -y -i turned.mp4 -c copy -metadata:s:v rotate=90 -fflags +bitexact turned-2.mp4
mv turned-2.mp4 turned.mp4
encode old.mp4 -c:v mpeg4 -b:v 100k
# With sound: "hello tiny voice" as it is beside the recordings, and a tone.
words=../recordings/words.mp3
tone="aevalsrc=0.5*sin(2*PI*1000*t):s=48000:d=1.5"
encode words.mp4 -i $words -map 2:a -c:a copy -c:v libx264
encode tone-opus.webm -f lavfi -i "$tone" -map 2:a -c:a libopus -b:a 24k -c:v libvpx -b:v 100k
encode tone-vorbis.webm -f lavfi -i "$tone" -map 2:a -c:a libvorbis -q:a 0 -c:v libvpx -b:v 100k
encode tone-aac.mp4 -f lavfi -i "$tone" -map 2:a -c:a aac -b:a 24k -c:v libx264
encode tone-pcm.mov -f lavfi -i "$tone" -map 2:a -c:a pcm_s16be -ar 8000 -c:v libx264
encode tone-ac3.mp4 -f lavfi -i "$tone" -map 2:a -c:a ac3 -b:a 64k -c:v libx264
