mkdir -p $out/lib $out/include
echo "archive" > $out/lib/libtally.a
cp $headers/*.h $out/include/
