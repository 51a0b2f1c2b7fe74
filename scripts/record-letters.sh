#!/bin/sh
# Records the spoken letters of the captcha, once: src/adapters/picture-captcha/voice/<speaker>/A.wav to Z.wav.
# Each says the letter's name and a word that is written with it, because "be" and "uve", "efe" and "ese"
# sound alike over a telephone-quality loudspeaker. Each speaker has its own voice, speed, pitch, words and order.
# Needs espeak-ng and sox; the service itself needs neither.
set -eu

voice_dir=$(dirname "$0")/../src/adapters/picture-captcha/voice
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# 8 kHz, 8 bit, mono: small enough for the repository. The high shelf and the evening out of loudness keep f, s
# and ch audible over the noise; silence is cut at both ends; -R and -D make two runs give the same bytes.
record() { # speaker letter phrase voice speed pitch
  espeak-ng -v "$4" -s "$5" -p "$6" -w "$scratch/spoken.wav" "$3"
  sox -R -D "$scratch/spoken.wav" -b 8 -e unsigned-integer -r 8000 -c 1 "$voice_dir/$1/$2.wav" \
    gain -9 highpass 120 treble +8 3000 rate -v 8000 gain -n -8 compand 0.005,0.08 -60,-60,-40,-24,-20,-12,0,-8 \
    silence 1 0.01 1% fade t 0.005 reverse silence 1 0.01 1% fade t 0.02 reverse norm -1
}

mkdir -p "$voice_dir/1" "$voice_dir/2" "$voice_dir/3" "$voice_dir/4" "$voice_dir/5" "$voice_dir/6"

while read -r letter name first second third fourth fifth; do
  name=$(echo "$name" | tr _ ' ')
  record 1 "$letter" "$name, de $first" es-419 165 45
  record 2 "$letter" "$name de $second" es-419+f2 160 58
  record 3 "$letter" "$third, con $name" es-419+m4 170 40
  record 4 "$letter" "$name como $fourth" es-419+f4 172 46
  record 5 "$letter" "la $name de $fifth" es-419+m7 168 52
  record 6 "$letter" "$second, con $name" es-419+f5 176 66
done <<'WORDS'
A a árbol abeja auto agua ancla
B be barco burro bote bombero botella
C ce casa cama cobre canoa copihue
D de dedo dado dulce domingo delantal
E e estrella escoba espejo elefante enero
F efe foca flor faro fuego familia
G ge gato goma guante globo gaviota
H hache hoja huevo hielo hermano huemul
J jota jarro jabón jardín jueves joya
K ka kilo kiwi karate koala kayak
L ele luna lápiz leche limón lluvia
M eme mano mesa mapa martes manzana
N ene nube naranja nieve noche nido
P pe pato perro puerta pan pudú
Q cu queso quena quince quiltro quinoa
R erre rosa ratón río rueda radio
S ese sol silla sopa sandía semana
T te taza tomate tren tijera tierra
U u uva uno uña universo uslero
V uve vaca vela viento ventana volcán
W doble_ve Walter web Wanda whisky Washington
X equis xilófono taxi examen boxeo texto
Y i_griega yate yeso yema yogur yunque
Z zeta zapato zorro zapallo zancudo zanahoria
WORDS
