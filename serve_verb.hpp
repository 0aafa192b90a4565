// `carnet serve`: its flags, environment variables and configuration file.
#pragma once

namespace CLI {
class App;
}

namespace carnet {

void add_serve_verb(CLI::App& app, int& exit_code);

}  // namespace carnet
