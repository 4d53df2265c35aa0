# Starts the operator's command line of a release on Windows. Needs Java 17 or newer: JAVA_HOME, or java on the path.
$java = 'java'
if ($env:JAVA_HOME) {
    $java = Join-Path $env:JAVA_HOME 'bin\java.exe'
}
if (-not (Get-Command $java -CommandType Application -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine('openemr: no Java. Install a JDK 17 or newer, or set JAVA_HOME.')
    exit 5
}
$jar = Join-Path $PSScriptRoot 'openemr-operator.jar'
& $java '-XX:+UseSerialGC' '-XX:TieredStopAtLevel=1' '-Dfile.encoding=UTF-8' -jar $jar @args
exit $LASTEXITCODE
