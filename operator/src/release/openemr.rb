# A formula for a Homebrew tap of yours: Formula/openemr.rb. A release fills in what stands between the at signs.
class Openemr < Formula
  desc "Operates OpenEMR on AWS"
  homepage "https://github.com/@REPOSITORY@"
  url "https://github.com/@REPOSITORY@/releases/download/v@VERSION@/openemr-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    libexec.install "openemr", "openemr-operator.jar"
    (bin/"openemr").write_env_script libexec/"openemr", Language::Java.overridable_java_home_env
    generate_completions_from_executable(bin/"openemr", "completion", shells: [:bash], shell_parameter_format: :none)
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/openemr --version")
  end
end
