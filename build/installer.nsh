; What the installer for Windows does besides. electron-builder's own way of naming kinds of file would make
; the program what opens them by default; here it is only offered under "Open with". A test holds the list
; against shared/media.ts.

!define ENSEMBLE_PROGRAM "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
!define ENSEMBLE_LINKS "Software\Classes\ensemble"

!macro takes EXTENSION
  WriteRegStr SHELL_CONTEXT "${ENSEMBLE_PROGRAM}\SupportedTypes" ".${EXTENSION}" ""
!macroend

!macro customInstall
  WriteRegStr SHELL_CONTEXT "${ENSEMBLE_PROGRAM}" "FriendlyAppName" "${PRODUCT_NAME}"
  WriteRegStr SHELL_CONTEXT "${ENSEMBLE_PROGRAM}\shell\open\command" "" '"$appExe" "%1"'
  !insertmacro takes "png"
  !insertmacro takes "jpg"
  !insertmacro takes "jpeg"
  !insertmacro takes "gif"
  !insertmacro takes "webp"
  !insertmacro takes "avif"
  !insertmacro takes "bmp"
  !insertmacro takes "tif"
  !insertmacro takes "tiff"
  !insertmacro takes "heic"
  !insertmacro takes "heif"
  !insertmacro takes "svg"
  !insertmacro takes "wav"
  !insertmacro takes "mp3"
  !insertmacro takes "flac"
  !insertmacro takes "ogg"
  !insertmacro takes "oga"
  !insertmacro takes "opus"
  !insertmacro takes "m4a"
  !insertmacro takes "aac"
  !insertmacro takes "aiff"
  !insertmacro takes "wma"
  !insertmacro takes "mp4"
  !insertmacro takes "m4v"
  !insertmacro takes "mov"
  !insertmacro takes "webm"
  !insertmacro takes "mkv"
  !insertmacro takes "avi"
  !insertmacro takes "mpg"
  !insertmacro takes "mpeg"
  !insertmacro takes "csv"
  !insertmacro takes "tsv"
  !insertmacro takes "txt"
  !insertmacro takes "md"
  !insertmacro takes "markdown"
  !insertmacro takes "json"
  !insertmacro takes "html"
  !insertmacro takes "htm"
  !insertmacro takes "xml"
  !insertmacro takes "log"
  !insertmacro takes "srt"
  !insertmacro takes "vtt"

  WriteRegStr SHELL_CONTEXT "${ENSEMBLE_LINKS}" "" "URL:Ensemble"
  WriteRegStr SHELL_CONTEXT "${ENSEMBLE_LINKS}" "URL Protocol" ""
  WriteRegStr SHELL_CONTEXT "${ENSEMBLE_LINKS}\shell\open\command" "" '"$appExe" "%1"'
!macroend

!macro customUnInstall
  DeleteRegKey SHELL_CONTEXT "${ENSEMBLE_PROGRAM}"
  DeleteRegKey SHELL_CONTEXT "${ENSEMBLE_LINKS}"
!macroend
