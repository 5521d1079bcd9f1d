echo "unpacking source archive $src"
cp -r $src source
chmod -R u+w source
cd source
echo "patching sources"
for patch in $patches; do
  echo "applying patch $patch"
  patch -p1 -i $patch
done
echo "installing"
eval "$installPhase"
