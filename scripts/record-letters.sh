#!/bin/sh
# Records the spoken letters of the captcha, once: src/adapters/picture-captcha/voice/A.wav to Z.wav.
# Each says the letter's name and a word that begins with it, because "be" and "uve", "efe" and "ese"
# sound alike over a telephone-quality loudspeaker. Needs espeak-ng and sox; the service itself needs neither.
set -eu

voice_dir=$(dirname "$0")/../src/adapters/picture-captcha/voice
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$voice_dir"

# 8 kHz, 8 bit, mono: small enough to live in the repository. The high shelf and the evening out of loudness keep f, s
# and ch audible over the noise; silence is cut at both ends; -R and -D make two runs give the same bytes.
record() {
  espeak-ng -v es-419 -s 165 -p 45 -w "$scratch/spoken.wav" "$2"
  sox -R -D "$scratch/spoken.wav" -b 8 -e unsigned-integer -r 8000 -c 1 "$voice_dir/$1.wav" \
    gain -9 highpass 120 treble +8 3000 rate -v 8000 gain -n -8 compand 0.005,0.08 -60,-60,-40,-24,-20,-12,0,-8 \
    silence 1 0.01 1% fade t 0.005 reverse silence 1 0.01 1% fade t 0.02 reverse norm -1
}

while read -r letter words; do
  record "$letter" "$words"
done <<'WORDS'
A a, de árbol
B be, de barco
C ce, de casa
D de, de dedo
E e, de estrella
F efe, de foca
G ge, de gato
H hache, de hoja
J jota, de jarro
K ka, de kilo
L ele, de luna
M eme, de mano
N ene, de nube
P pe, de pato
Q cu, de queso
R erre, de rosa
S ese, de sol
T te, de taza
U u, de uva
V uve, de vaca
W doble ve, de Walter
X equis, de xilófono
Y i griega, de yate
Z zeta, de zapato
WORDS
