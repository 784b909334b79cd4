#!/bin/sh
# Makes the encoded recordings beside it: 1.5 s of 1000 Hz at a peak of half of full scale, 44.1 kHz
# stereo (Opus is 48 kHz), in every format. Needs ffmpeg; the tests need only the files.
set -e
cd "$(dirname "$0")"
encode() {
  out=$1
  shift
  ffmpeg -hide_banner -loglevel error -y -f lavfi -i "aevalsrc=0.5*sin(2*PI*1000*t)|0.5*sin(2*PI*1000*t):s=44100:d=1.5" \
    -map_metadata -1 -fflags +bitexact -flags:a +bitexact "$@" "$out"
}
encode tone.mp3 -c:a libmp3lame -b:a 48k
encode tone.flac -c:a flac -ac 1 -ar 8000 -sample_fmt s16 -af aresample=osf=s16:dither_method=none
encode tone.ogg -af "pan=mono|c0=c0" -c:a libvorbis -q:a 0
encode tone.opus -c:a libopus -b:a 24k
encode tone.webm -c:a libopus -b:a 24k
encode tone-vorbis.webm -af "pan=mono|c0=c0" -c:a libvorbis -q:a 0
encode tone-mp3.mp4 -c:a libmp3lame -b:a 48k
encode tone.m4a -c:a aac -ac 1 -b:a 24k
# A quarter of a second of the tone in 24 bits.
encode tone-24.flac -t 0.25 -c:a flac -ac 1 -ar 8000 -sample_fmt s32 -af aresample=osf=s32:dither_method=none
# 2 s of tone, 20 ms on in every 53 ms: long and short blocks of Vorbis, more than are decoded in one go.
ffmpeg -hide_banner -loglevel error -y -f lavfi -i "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,0.053),0.02)':s=44100:d=2" \
  -map_metadata -1 -fflags +bitexact -flags:a +bitexact -c:a libvorbis -q:a -1 bursts.ogg
# "hello tiny voice", as the tiny voice of models/tiny says it, with half a second of silence around it.
/usr/bin/python3 -B - <<'PYTHON' | ffmpeg -hide_banner -loglevel error -y -f s16le -ar 16000 -ac 1 -i - \
  -map_metadata -1 -fflags +bitexact -flags:a +bitexact -c:a libmp3lame -b:a 24k words.mp3
import sys
import numpy as np
sys.path.insert(0, "../../../models/tiny/make")
import audio
t = np.arange(int(audio.RATE * audio.TONE_SECONDS)) / audio.RATE
gap = np.zeros(int(audio.RATE * audio.GAP_SECONDS))
rest = np.zeros(int(audio.RATE * (audio.TONE_SECONDS + audio.GAP_SECONDS)))
half = np.zeros(audio.RATE // 2)
parts = [half]
for letter in "hello tiny voice":
    if letter == " ":
        parts.append(rest)
    else:
        tone = sum(np.sin(2 * np.pi * hertz * t) for hertz in audio.tones_of(letter))
        parts += [0.25 * tone * audio.envelope(len(t), audio.EDGE_SECONDS * audio.RATE), gap]
sys.stdout.buffer.write((np.concatenate([*parts, half]) * 32767).astype("<i2").tobytes())
PYTHON
